"""Words of office work for `verbs`: roots with their endings, and the exceptions.

An entry "sampai+kan" of ROOTS means that the verb takes that ending: menyampaikan. Roots in
small letters, as in the official dictionary; prefixed stems ("perbaiki") stand in PER too.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


ROOTS = """
absen acu ada+kan administrasi+kan adopsi adu+kan advokasi agenda+kan agregasi ajak ajar aju+kan
akomodasi akses aktif+kan aku+i akuisisi akumulasi alam+i alih+kan alir+kan alokasi+kan aman+kan
amanat+kan ambil amendemen analisis anggar+kan angkat angkut angsur anjur+kan antar+kan
antisipasi aplikasi+kan apresiasi arah+kan arsip+kan asistensi atur audit awas+i
baca bagi+kan bahas bakar baku+kan balas banding+kan bangun bantu batal+kan batas+i bawa bayar
beban+kan beli benar+kan bendel bentuk beri beritahu+kan berkas+kan berlaku+kan bersih+kan
biaya+i bimbing bina bingkai blokir bor buang buat bubuh+kan buka bukti+kan buku+kan bungkus
cabut cadang+kan cair+kan cakup campur canang+kan cantum+kan cap capai cari catat cegah cek
cetak cicil cipta+kan coba cocok+kan contoh+kan coret cuci cukup+i
daftar damping+i dana+i dapat+kan dasar+kan data datang+kan definisi+kan dekat+i delegasi+kan
demonstrasi+kan dengar desain deskripsi+kan deteksi dialog+kan digitalisasi diklat+kan
disiplin+kan diskualifikasi diskusi+kan disposisi distribusi+kan dokumentasi+kan dorong dukung
edar+kan edit efektif+kan eja eksekusi ekspedisi+kan ekspos entri estimasi evakuasi evaluasi
fasilitasi finalisasi fokus+kan format formulasi+kan foto fotokopi
gabung+kan gambar+kan ganda+kan ganti gelar gerak+kan golong+kan gugur+kan guna+kan gunting
hadap hadir+i hapus harmonis+kan harmonisasi+kan henti+kan hibah+kan himpun hindar+i hitung
hubung+i
identifikasi ikat+kan ikut+i imbau implementasi+kan indeks informasi+kan ingat+kan inisiasi
input inspeksi instalasi instruksi+kan integrasi+kan interpretasi+kan inventaris inventarisasi
investigasi isi isolasi isyarat+kan izin+kan
jabar+kan jadwal+kan jaga jajaki jalan+kan jamin jaring jawab jelas+kan jemput jilid jual
jumlah+kan
kabar+kan kabul+kan kait+kan kaji kalibrasi karantina kategori+kan kawal kelola kelompok+kan
keluar+kan kemas kembali+kan kembang+kan kena+kan kenal+kan ketahui ketik khusus+kan kirim
klarifikasi klasifikasi+kan kode kodifikasi koleksi komentar+i kompensasi kompilasi
komputerisasi komunikasi+kan kondisi+kan konfirmasi konsep konsolidasi+kan konsultasi+kan kontak
kontrak konversi koordinasi+kan kopi koreksi kosong+kan kritik kualifikasi kuasa+kan kumpul+kan
kunci kunjung+i kurang+i kutip
label+i lacak laksana+kan laku+kan lampir+kan lanjut+kan lantik lapor+kan larang latih layan+i
legalisasi legalisir lekat+kan lelang lengkap+i lepas lestari+kan letak+kan libat+kan lihat
limpah+kan lindung+i liput lunas+i luncur+kan lurus+kan
maaf+kan maksimal+kan manfaat+kan masuk+kan matang+kan modifikasi mohon monitor muat mulai
musnah+kan musyawarah+kan mutakhir+kan mutasi+kan
naik+kan nama+i nasihat+i negosiasi nilai nomor+i nonaktif+kan normalisasi
olah operasi+kan optimal+kan orientasi+kan otentikasi otorisasi
padan+kan padu+kan pakai pamer+kan pandu panggil pantau papar+kan paraf parkir pasang pasti+kan
patuh+i pelihara penuh+i perbaiki perbanyak perbarui percepat perhati+kan perhitung+kan periksa
perinci peringat+kan perintah+kan perluas peroleh perpanjang persiap+kan persyarat+kan
pertahan+kan pertanggungjawab+kan pertemu+kan pertimbang+kan pesan peta+kan pikir+kan pilah
pilih pimpin pindah+kan pindai pinjam pinta posisi+kan posting potong prakarsa+i praktik+kan
presentasi+kan prioritas+kan program+kan promosi+kan proses publikasi+kan pugar pulang+kan
pungut pusat+kan putus+kan
ralat rancang rangkap rangkum rapat+kan rapi+kan rawat reaktivasi realisasi+kan redaksi+kan
registrasi rehabilitasi rekam rekap rekapitulasi rekomendasi+kan rekonsiliasi rekrut relokasi
rencana+kan renovasi respons review revisi reviu rilis rinci ringkas rotasi rujuk rumus+kan
runding+kan
sah+kan saji+kan salin salur+kan sama+kan sambung sambut sampai+kan sanggah sangkal sanksi
saran+kan saring satu+kan sebar+kan sebarluas+kan sebut+kan sedia+kan segel selaras+kan seleksi
selenggara+kan selesai+kan selidik+i seminar+kan sempurna+kan sepakat+i serah+kan
serahterima+kan serap serta+kan sertifikasi sesuai+kan setel setempel setor setuju+i sewa
siap+kan siar+kan sidak sidang+kan sigi simak simpan simpul+kan simulasi+kan singkat sinkron+kan
sinkronisasi+kan sortir sosialisasi+kan standardisasi stempel sumbang+kan sunting supervisi
surat+i survei susun syarat+kan
tagih tahan taksir tambah tampil+kan tampung tanda+i tandatangan+i tangan+i tangguh+kan tanggung
tanya+kan tarik tata tawar+kan tayang+kan tegak+kan tegas+kan tegur telaah telepon telisik
teliti telusur+i tembus+kan tempat+kan tempel temu+i tender+kan tentu+kan terang+kan terap+kan
terbit+kan terima terjemah+kan tertib+kan terus+kan tes tetap+kan tik tilik timbang
tindaklanjut+i tingkat+kan tinjau titip+kan tolak transfer transkripsi+kan tuang+kan tugas+kan
tuju+kan tukar tulis tunda tunggu tunjuk turun+kan tutup
ubah uji ukur ulang+i ulas umum+kan undang undi unduh unggah ungkap+kan upaya+kan urai+kan urus
urut+kan usul+kan usut
validasi verifikasi
wajib+kan wakil+i warta+kan wawancara+i wujud+kan
"""
"""Roots in the order of the alphabet."""

NOUNS = words(
    """ada agenda akses aktif aku alam aman anggar aplikasi arsip baku banding batas beban benar
    berkas berlaku bersih biaya bukti buku cocok cukup daftar dana dasar data dekat desain
    dialog diklat efektif ekspedisi fokus format foto gambar harmonis hibah indeks informasi
    instruksi inventaris izin jadwal jalan jelas jumlah kategori kena khusus kode komentar
    kompensasi kondisi konsep kontak kontrak kosong kualifikasi kuasa kunci kurang label
    lanjut larang lunas luncur lurus maksimal manfaat matang mutakhir nama nasihat nilai
    nomor nonaktif optimal padan padu paraf pasti penuh pesan peta posisi prakarsa praktik
    program rapi redaksi rencana sah sama sampai sanksi satu segel selaras seminar sempurna
    sertifikasi sesuai setempel siap sidang simulasi singkat sinkron stempel surat syarat
    tanda tangan tempat tender tentu terang tertib terus tetap tugas wajib wakil warta wujud"""
)
"""Roots that stand at the head of a step as nouns or adjectives; alone they tell no verb."""

SHORT = words("bor cap cek sah tes tik")
"""Roots of one syllable, which take menge-."""

KEPT = words(
    """kaji kalibrasi karantina kategori kode kodifikasi komentar kompensasi kompilasi
    komputerisasi kondisi kontak konversi kopi posting presensi publikasi seminar sertifikasi
    simulasi sinkron sinkronisasi supervisi telepon"""
)
"""Roots that keep p, t, s or k after meN-."""

PER = words(
    """perbaiki perbanyak perbarui percepat perhati perhitung peringat perluas peroleh perpanjang
    persiap persyarat pertahan pertanggungjawab pertemu pertimbang"""
)
"""Stems with the prefix per-, which keep their p: memperbaiki."""

IRREGULAR = {
    "baru": "memperbarui",
    "download": "mengunduh",
    "entry": "memasukkan",
    "input": "memasukkan",
    "minta": "meminta",
    "pelajari": "mempelajari",
    "pelaporan": "melaporkan",
    "pembaharuan": "memperbarui",
    "pembaruan": "memperbarui",
    "pembelajaran": "mempelajari",
    "pemrosesan": "memproses",
    "pengkoordinasian": "mengoordinasikan",
    "perbaikan": "memperbaiki",
    "perbanyakan": "memperbanyak",
    "percepatan": "mempercepat",
    "pergantian": "mengganti",
    "perhitungan": "menghitung",
    "perizinan": "mengizinkan",
    "permintaan": "meminta",
    "permohonan": "mengajukan permohonan",
    "perpanjangan": "memperpanjang",
    "persetujuan": "menyetujui",
    "persiapan": "menyiapkan",
    "pertimbangan": "mempertimbangkan",
    "perubahan": "mengubah",
    "print": "mencetak",
    "rapat": "mengadakan rapat",
    "scan": "memindai",
    "upload": "mengunggah",
    "usulan": "mengusulkan",
}
"""First words that no rule leads to their verb."""

TWO_WORDS = {
    "beri tahu": "memberitahukan",
    "ditanda tangani": "menandatangani",
    "ditindak lanjuti": "menindaklanjuti",
    "foto copy": "memfotokopi",
    "penanda tanganan": "menandatangani",
    "serah terima": "menyerahterimakan",
    "tanda tangan": "menandatangani",
    "tanda tangani": "menandatangani",
    "tindak lanjut": "menindaklanjuti",
    "tindak lanjuti": "menindaklanjuti",
}
"""Verbs that are written as two words."""

PLAIN_VERBS = words(
    """bekerja belajar datang duduk hadir ikut keluar kembali masuk naik pergi pulang tampil tiba
    turun"""
)
"""Active verbs that have no prefix, or one of another shape."""

NOT_VERBS = words(
    """berada beranda berani berarti berbagai berbeda berdasarkan beredar berguna berhak berhala
    berhasil berhubung berikut berikutnya berisi berita berjangka berjenjang berjudul berkah
    berkala berkas berkat berkekuatan berkelanjutan berlainan berlaku berlian bermaterai
    bermeterai bernama bernomor bersama bersamaan bersangkutan bersih bersumber bertahap
    berturut berupa berwajib berwarna berwenang melainkan melalui melarat melati melayu melek
    meliputi memang member membership membran memorandum memori mempelai menang menantu menara
    mendadak mendagri mendatang mending mendung menengah mengapa mengenai mengingat menjelang
    mental mentari mentega menteri mentor mentoring menurut menyeluruh merah merata merdeka
    merek mereka meriah merosot merpati merugi merupakan mewah"""
)
"""Words that begin like an active verb but are none, or say no activity."""

NOT_PASSIVE = words(
    "digital digitalisasi dinamika dinas dini direksi diri diskusi disposisi distribusi divisi"
)
"""Words that begin like a passive but are none."""

NOT_QUESTIONS = words("berkah langkah")
"""Words in -kah that ask nothing."""

PARTICLES = words(
    """agar antara atas atau bagi bahwa dalam dan dari dengan di guna hingga karena ke kepada
    melalui oleh pada per sampai sebagai secara serta tentang terhadap untuk yang"""
)
"""Words that stay small within a title or a name."""
