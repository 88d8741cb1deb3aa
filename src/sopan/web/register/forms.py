"""The forms of the register; their fields are what the actions take."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sopan.web.organisation.forms import PickField
from sopan.web.organisation.viewer import Viewer
from sopan.web.ui.forms import RefusableForm


class NewForm(RefusableForm):
    """A new SOP: whose, and what it is called."""

    title = forms.CharField(
        label=_("Judul SOP"),
        max_length=300,
        help_text=_("Tanpa kata “SOP” di depannya, misalnya Pengelolaan Surat Masuk."),
    )
    unit = PickField("unit", label=_("Unit kerja"))

    def __init__(self, *args: Any, viewer: Viewer, **more: Any) -> None:
        super().__init__(*args, **more)
        unit = self.fields["unit"]
        assert isinstance(unit, PickField)
        unit.look_in(viewer)


JUDGEMENTS = (
    ("", _("Ikuti aturan")),
    ("material", _("Material: isinya berubah")),
    ("editorial", _("Redaksional: hanya penulisannya")),
)


class VersionForm(RefusableForm):
    """Save a draft as a version."""

    token = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya: menyesuaikan Peraturan Wali Kota yang baru."),
    )
    judgement = forms.ChoiceField(label=_("Sifat perubahan"), choices=JUDGEMENTS, required=False)
    material_reason = forms.CharField(
        label=_("Mengapa Anda menilainya lain dari aturan"), max_length=500, required=False
    )

    def again(self, token: int) -> None:
        """The form for the text as it is now, with what was typed."""
        self.data = {**self.data, "token": token}

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        judged = self.cleaned_data["judgement"]
        return {
            "token": self.cleaned_data["token"],
            "reason": self.cleaned_data["reason"],
            "material": judged == "material" if judged else None,
            "material_reason": self.cleaned_data["material_reason"],
        }


class DiscardForm(RefusableForm):
    reason = forms.CharField(
        label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
