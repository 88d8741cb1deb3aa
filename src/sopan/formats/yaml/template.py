"""The commented file with which an author begins."""

_TEMPLATE = """\
# Berkas SOP. Ganti isi di belakang titik dua; baris yang diawali # adalah penjelasan.
# Isian yang tidak diperlukan boleh dikosongkan atau dihapus, kecuali sop, actors dan steps.
# Awal baris menjorok dengan spasi, bukan tab. Teks yang memuat titik dua diapit tanda kutip.

format: 1                            # versi susunan berkas, biarkan 1
sop: Pengelolaan Surat Masuk         # NAMA SOP, tanpa kata SOP
id: pengelolaan-surat-masuk          # kunci yang dipakai SOP lain untuk menyebut SOP ini
government:                          # nama pemerintah daerah; bila kosong, dari profil
unit: Bagian Umum                    # unit kerja atau SKPD
number:                              # NOMOR SOP
created:                             # TGL. PEMBUATAN: 2025-01-12 atau 12 Januari 2025
revised:                             # TGL. REVISI
effective:                           # TGL. EFEKTIF

# DISAHKAN OLEH
approved:
  position: Kepala Bagian Umum       # jabatan
  name:                              # nama beserta gelar
  rank:                              # pangkat dan golongan
  nip:                               # NIP
  acting:                            # Plt atau Plh, bila yang mengesahkan pengganti

# Jenis SOP
nature: administrative               # administrative (administratif) atau technical (teknis)
scope: micro                         # macro (makro) atau micro (mikro)
reach: final                         # final atau partial (parsial)
detail: specific                     # generic (umum) atau specific (khusus)

# DASAR HUKUM
laws:
  - Peraturan Menteri PANRB Nomor 35 Tahun 2012 tentang Pedoman Penyusunan SOP AP
# KUALIFIKASI PELAKSANA
qualifications:
  - Memahami tata naskah dinas
# KETERKAITAN: SOP lain; sop berisi kunci SOP itu
related:
  - {text: SOP Pengelolaan Surat Keluar, sop: surat-keluar}
# PERALATAN/PERLENGKAPAN
equipment: [Komputer, Buku agenda]
# PERINGATAN: akibat bila SOP tidak dilaksanakan
warnings:
  - Surat terlambat ditindaklanjuti
# PENCATATAN DAN PENDATAAN
records: [Buku agenda surat masuk]
# Alamat halaman untuk memeriksa keaslian dokumen, dicetak sebagai kode QR
verify:

# Pelaksana, sesuai urutan kolom; external: true untuk pelaksana dari luar, misalnya pemohon.
actors:
  - {name: Pengirim, external: true}
  - Petugas Agenda
  - Kasubag TU
  - Kepala Bagian
  - Staf

# Langkah, satu per baris. Setiap langkah berisi do (kegiatan) atau ask (pertanyaan).
# Tanpa next, langkah berlanjut ke baris berikutnya. Tujuan ditulis dengan id atau nomor langkah,
# next (baris berikutnya) atau end (selesai).
steps:
  - id: serah                        # kunci langkah; tetap walaupun barisnya dipindah
    do: Menyerahkan surat            # Kegiatan, diawali kata kerja
    by: Pengirim                     # Pelaksana, nama dari actors
    needs: [Surat]                   # Kelengkapan
    time: 5 menit                    # Waktu, misalnya 15 menit, 1-3 hari kerja, sesuai jadwal
    gives: [Surat]                   # Output
    note:                            # Keterangan; dapat juga {text: ..., sop: ...}

  - id: lengkap
    ask: Apakah alamat dan lampiran surat lengkap?
    by: Petugas Agenda
    needs: Surat
    time: 10 menit
    gives: Surat yang lengkap
    yes: agenda                      # tujuan bila Ya; bila kosong, baris berikutnya
    no: serah                        # tujuan bila Tidak

  # by berupa daftar: berantai dari satu pelaksana ke pelaksana berikutnya.
  - id: agenda
    do: Mengagendakan surat dan meneruskannya kepada kepala bagian
    by: [Petugas Agenda, Kasubag TU]
    needs: [Surat, Buku agenda]
    time: 15 menit
    gives: Surat beragenda

  # branches: keputusan dengan jawaban selain Ya dan Tidak.
  - id: disposisi
    ask: Bagaimana surat ditindaklanjuti?
    by: Kepala Bagian
    needs: Surat beragenda
    time: 30 menit
    gives: Disposisi
    duty: authorise                  # authorise, record, keep atau verify bila harus terpisah
    branches:
      Dijawab: konsep
      Dilaksanakan: bagi

  # symbols: beberapa simbol dalam satu baris, masing-masing dengan pelaksana dan tujuannya.
  - id: konsep
    do: Menyusun konsep jawaban, memeriksa, dan memperbaikinya bila perlu
    symbols:
      - {id: susun, by: Staf, next: periksa}
      - {id: periksa, by: Kasubag TU, yes: arsip, no: susun}
    needs: Disposisi
    time: 1-2 hari kerja
    gives: Surat jawaban
    duty: verify
    macro:                           # kunci SOP lain, bila langkah ini adalah SOP tersendiri

  # next berupa daftar: cabang yang berjalan bersamaan; join: true menunggu semuanya.
  - id: bagi
    do: Membagi tugas sesuai disposisi
    by: Kasubag TU
    needs: Disposisi
    time: 15 menit
    gives: Pembagian tugas
    next: [laksana, catat]

  - id: laksana
    do: Melaksanakan tugas
    by: {together: [Kasubag TU, Staf]}   # dikerjakan bersama
    needs: Pembagian tugas
    time: sesuai jadwal
    gives: Laporan
    next: lapor

  - id: catat
    do: Mencatat disposisi dalam buku agenda
    by: Petugas Agenda
    needs: [Disposisi, Buku agenda]
    time: 5 menit
    gives: Catatan disposisi
    duty: record
    next: lapor

  - id: lapor
    do: Melaporkan hasil pelaksanaan kepada kepala bagian
    by: Staf
    needs: Laporan
    time: 30 menit
    gives: Laporan diterima
    join: true
    next: end                        # selesai

  - id: arsip
    do: Menyimpan arsip surat dan jawabannya
    by: Staf
    needs: [Surat, Surat jawaban]
    time: 10 menit
    gives: Arsip surat
    duty: keep
"""


def template() -> str:
    """An example SOP that shows every key, with comments in Indonesian."""
    return _TEMPLATE
