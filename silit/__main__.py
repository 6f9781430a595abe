"""`python -m silit` is the command `silit`."""

from silit.cli.main import main

if __name__ == "__main__":
    main()
