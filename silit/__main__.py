"""`python -m silit` is the command `silit`."""

from silit.cli.start import main

if __name__ == "__main__":
    main()
