"""What people call the acts on aid that has to be published."""

from typing import Final

from grants.programme.words import Words

TRANSPARENCY: Final = {
    "note_aid": Words("Veröffentlichung der Beihilfe fällig", "Publication of the aid is due"),
    "describe_aid": Words(
        "Angaben für das Transparenzregister", "Entries for the transparency register"
    ),
    "publish_aid": Words(
        "Im Transparenzregister veröffentlicht", "Published in the transparency register"
    ),
    "waive_aid": Words("Veröffentlichung erlassen", "Publication waived"),
}
