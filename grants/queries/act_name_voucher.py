"""What people call acts on the vouchers of a report."""

from typing import Final

from grants.programme.words import Words

VOUCHERS: Final = {
    "enter_voucher": Words("Beleg erfasst", "Voucher entered"),
    "change_voucher": Words("Beleg geändert", "Voucher changed"),
    "remove_voucher": Words("Beleg entfernt", "Voucher removed"),
    "take_over_vouchers": Words("Belegliste übernommen", "List of vouchers taken over"),
    "draw_vouchers": Words("Stichprobe der Belege gezogen", "Sample of vouchers drawn"),
    "judge_voucher": Words("Beleg geprüft", "Voucher checked"),
}
