"""Addresses of the organisation."""

from django.urls import path

from sopan.web.organisation.views import (
    accounts,
    chart,
    coordination_changes,
    deciders,
    government,
    holding_changes,
    people,
    person_changes,
    pick,
    position_changes,
    positions,
    power,
    reorganisations,
    role_changes,
    sheets,
    unit_changes,
    units,
    who_can_see,
)

urlpatterns = [
    # Reading
    path("organisasi/", units.organisation, name="organisation"),
    path("organisasi/<int:unit>/", units.unit, name="unit"),
    path("organisasi/bagan/", chart.chart, name="chart"),
    path("organisasi/bagan/svg/", chart.chart_svg, name="chart_svg"),
    path("jabatan/<int:position>/", positions.position, name="position"),
    path("pejabat/", people.people, name="people"),
    path("pejabat/<int:person>/", people.person, name="person"),
    path("siapa-memutuskan/", deciders.deciders, name="deciders"),
    path("akses/<str:kind>/<int:thing>/", who_can_see.who_can_see, name="who_can_see"),
    # Units
    path("organisasi/tambah/", unit_changes.unit_create, name="unit_create"),
    path("organisasi/<int:unit>/nama/", unit_changes.unit_rename, name="unit_rename"),
    path("organisasi/<int:unit>/pindah/", unit_changes.unit_move, name="unit_move"),
    path("organisasi/<int:unit>/tutup/", unit_changes.unit_close, name="unit_close"),
    # Posts and holders
    path(
        "organisasi/<int:unit>/tambah-jabatan/",
        position_changes.position_create,
        name="position_create",
    ),
    path("jabatan/<int:position>/ubah/", position_changes.position_change, name="position_change"),
    path("jabatan/<int:position>/hapus/", position_changes.position_close, name="position_close"),
    path("jabatan/<int:position>/tunjuk/", holding_changes.holding_appoint, name="holding_appoint"),
    path("masa-jabatan/<int:holding>/ubah/", holding_changes.holding_change, name="holding_change"),
    path("masa-jabatan/<int:holding>/akhiri/", holding_changes.holding_end, name="holding_end"),
    # Coordination and roles
    path(
        "organisasi/<int:unit>/tambah-koordinator/",
        coordination_changes.coordination_begin,
        name="coordination_begin",
    ),
    path(
        "koordinasi/<int:coordination>/akhiri/",
        coordination_changes.coordination_end,
        name="coordination_end",
    ),
    path("organisasi/<int:unit>/beri-peran/", role_changes.role_give, name="role_give"),
    path("peran/<int:role>/cabut/", role_changes.role_take, name="role_take"),
    # People and the government
    path("pejabat/tambah/", person_changes.person_add, name="person_add"),
    path("pejabat/<int:person>/ubah/", person_changes.person_change, name="person_change"),
    path("pengaturan/", government.government, name="government"),
    path("pilih/<str:kind>/", pick.pick, name="pick"),
    # Tables in and out
    *sheets.urls,
    # Reorganisation
    *reorganisations.urls,
    # Accounts and administrator power
    *accounts.urls,
    *power.urls,
]
