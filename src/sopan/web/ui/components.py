"""Every component in all its states on one page, for those who build pages; only in debug mode."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sopan.web.ui.forms import DayField, LastDayField

KINDS = (("definitif", "Definitif"), ("plt", "Plt."), ("plh", "Plh."))


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Nama jabatan", help_text="Seperti tertulis dalam SOTK.")
    nip = forms.CharField(label="NIP", required=False)
    since = DayField(label="Mulai")
    until = LastDayField(label="Hari terakhir", required=False)
    level = forms.ChoiceField(label="Eselon", choices=[("", "Pilih"), ("ii.a", "Eselon II.a")])
    kind = forms.ChoiceField(label="Sebagai", choices=KINDS, widget=forms.RadioSelect)
    fields_ = forms.MultipleChoiceField(
        label="Bidang",
        choices=[("kelembagaan", "Kelembagaan"), ("keuangan", "Keuangan")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(label="Berkas", help_text="XLSX atau CSV, paling besar 5 MB.")
    duties = forms.CharField(label="Uraian tugas", widget=forms.Textarea, required=False)
    sure = forms.BooleanField(label="Saya sudah memeriksa perubahan ini")


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    wrong = Sample({"wrong-since": "2026-02-30", "wrong-kind": "tetap"}, prefix="wrong")
    wrong.add_error(None, "Jabatan ini sudah dipegang orang lain pada masa itu.")
    context: dict[str, Any] = {"form": Sample(), "wrong": wrong, "tags": TAGS}
    messages.success(request, "Perubahan tersimpan pukul 10.42.")
    return render(request, "ui/components.html", context)


TAGS = (("", "Rancangan"), ("good", "Berlaku"), ("careful", "Hari ini"), ("bad", "Terlambat"))
