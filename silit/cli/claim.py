"""silit claim - the statements that papers support or contradict."""

from __future__ import annotations

import click

from silit.cli import describing
from silit.cli.counting import counted
from silit.cli.options import CLAIM, json_option
from silit.cli.screen import bold, fitted, put, put_json
from silit.cli.state import State, pass_state
from silit.errors import UsageError
from silit.model.claims import STANCES
from silit.services.claiming import QUESTIONS, CountedClaim, add_claim, delete_claim, edit_claim, list_claims
from silit.services.evidence_sides import sides_of_claim
from silit.services.find import require_claim

_question_option = click.option(
    "--question", metavar="KIND", help=f"The kind of question: {', '.join(QUESTIONS)}.", default=None
)


@click.group()
def claim() -> None:
    """The statements that papers support or contradict.

    \b
    Example:
      silit claim list
    """


@claim.command()
@click.argument("slug")
@click.argument("text", nargs=-1, required=True)
@_question_option
@pass_state
def add(state: State, slug: str, text: tuple[str, ...], question: str | None) -> None:
    """Add a claim: a short name, and the statement in one sentence.

    \b
    Example:
      silit claim add belt-pgp "A pelvic belt relieves pelvic girdle pain" --question treatment
    """
    with state.write_library() as library:
        added = add_claim(library, slug, " ".join(text), question or "")
    state.say(
        f"Added the claim {added.slug}. Next: silit tag KEY --supports {added.slug} (or --contradicts …)"
    )


@claim.command("list")
@json_option
@pass_state
def list_(state: State, as_json: bool) -> None:
    """List the claims, with how many papers take each stance.

    \b
    Example:
      silit claim list
    """
    with state.read_library() as library:
        counted = list_claims(library)
    if as_json:
        put_json([_claim_json(one) for one in counted])
        return
    for one in counted:
        put(fitted(f"{bold(one.claim.slug)}: {one.claim.text}", indent="    "))
        put(f"    {_counts(one)}")
    if not counted:
        state.say('No claims yet. Add one: silit claim add massage-lbp "Massage relieves low back pain"')


@claim.command()
@click.argument("slug", type=CLAIM)
@json_option
@pass_state
def show(state: State, slug: str, as_json: bool) -> None:
    """Show one claim and the papers that bear on it.

    \b
    Example:
      silit claim show rf-denervation
    """
    with state.read_library() as library:
        require_claim(library, slug)
        (counted,) = [one for one in list_claims(library) if one.claim.slug == slug]
        sides = sides_of_claim(library, slug)
    if as_json:
        put_json(_claim_json(counted))
        return
    question = f" ({counted.claim.question})" if counted.claim.question else ""
    put(fitted(f"{bold(slug)}: {counted.claim.text}{question}", indent="    "))
    for stance in STANCES:
        keys = ", ".join(describing.key(judgement.entry) for judgement in sides.by_stance[stance])
        if keys:
            put(fitted(f"  {stance}: {keys}", indent="    "))
    state.say(f"All sides with their quotes: silit evidence {slug}")


@claim.command()
@click.argument("slug", type=CLAIM)
@click.argument("text", nargs=-1)
@_question_option
@click.option("--rename", metavar="SLUG", default="", help="Give it another short name.")
@pass_state
def edit(state: State, slug: str, text: tuple[str, ...], question: str | None, rename: str) -> None:
    """Change a claim's text, kind of question or short name; its evidence stays.

    \b
    Example:
      silit claim edit massage-lbp "Massage relieves chronic low back pain"
    """
    if not text and question is None and not rename:
        raise UsageError("Nothing to change.", hint="Give a new text, --question KIND or --rename SLUG.")
    with state.write_library() as library:
        changed = edit_claim(library, slug, " ".join(text), question, rename)
    state.say(f"{changed.slug}: {changed.text}")


@claim.command()
@click.argument("slug", type=CLAIM)
@click.option("--yes", is_flag=True, help="Remove it although papers have stances toward it.")
@pass_state
def remove(state: State, slug: str, yes: bool) -> None:
    """Remove a claim, and with --yes the stances toward it.

    \b
    Example:
      silit claim remove provocation-tests --yes
    """
    with state.write_library() as library:
        require_claim(library, slug)
        stances = sum(sum(one.counts.values()) for one in list_claims(library) if one.claim.slug == slug)
        if stances and not yes:
            raise UsageError(
                f"{counted(stances, 'stance')} toward {slug} would go with it; nothing was removed.",
                hint=f"To remove them too: silit claim remove {slug} --yes",
            )
        delete_claim(library, slug)
    state.say(
        f"Removed the claim {slug}" + (f" and {counted(stances, 'stance')} toward it." if stances else ".")
    )


def _claim_json(one: CountedClaim) -> dict[str, object]:
    claim = one.claim
    return {"slug": claim.slug, "text": claim.text, "question": claim.question, "counts": one.counts}


def _counts(one: CountedClaim) -> str:
    named = [f"{number} {stance}" for stance, number in one.counts.items() if number]
    return ", ".join(named) if named else "no paper judged yet"
