"""Base words for `words`, beside the roots of `roots`: what stays when the affixes are taken off.

A word that stands here is never cut: "bagian" (a unit) is not "bagi", "pemerintah" not "perintah".
"""

from __future__ import annotations

from sopan.sop.roots import words

BASES = words(
    """
    abai acara adalah adat adil agama agung ahli akar akhir akibat akta akurat alas alat ambang
    ampu ancam aneka anggap anggota angka aparat apotek arti arus asal asas aset asing aspek
    asrama asuh asuransi atap atas awal awam ayah ayat badan bahan bahasa bahaya bahu baik baju
    bakal bakti balik bangga bangsa banjir banyak bapak barang baris baru baur bawah bayang bayi
    beasiswa bebas beda bela belah belanja belum bencana benda bendahara bendera bengkel
    berangkat berani berat beredar beres berita besar betul biar biasa bicara bidan bidang bijak
    bikin bisa bisnis blanko bohong boleh bongkar bosan buah budaya budidaya bulan bulat bumi
    bunga buntu buru buruh buruk buta butir butuh cabang cacah cacat cakap camat canggih cara
    catur cedera cegat celah cemar cemas cepat cerah cerai ceramah cerdas cerita cermat ciri
    cita corak cuaca cuti dadak daerah dagang dahulu dalam dalang damai dampak dapur darah darat
    darurat dasawarsa daya debat debit demokrasi denda depan derajat deret desa desak detik
    dewan dewasa didik dinas diri dokter dokumen dosa dua duduk duga duka dunia dusun ekonomi
    ekspor eksternal elektronik elok emas empat enam energi erat faedah faktor fasilitas fungsi
    gadai gagal gagas gaji galak galang galeri gandeng ganggu ganjal ganjar gantung garap garis
    gaul gawat gaya gedung gejala gelap gelombang gemar gembira generasi geser giat gila gilir
    gizi gotong gugat gugus gunung guru gusur habis hadiah hafal hajat hak hakim hal halal
    halaman halang halus hambat hamil hampir hancur hangat harap harga hari harta harus hasil
    hati hayat hebat hemat hening heran hewan hidang hidup hijau hilang hormat hujan hukum hulu
    huni hutan hutang ibadah ibu ide ikan iklan iklim ikrar ilmu imbang imbas imun imunisasi
    indah induk industri ingin inovasi insentif inspektorat inspektur instansi intai internal
    inti irigasi istimewa istirahat jabat jadi jahat jajah jajak jajar jalin jalur janda jangka
    jangkau janji jarak jarang jasa jasad jati jatuh jauh jawat jelang jenis jenjang jiwa juang
    juara judul jumpa juru jurus kabupaten kacau kaidah kalah kali kampung kandung kantor
    kantung kapal kapan karcis kardus karya kasih kasus kata kaum kawan kaya kebal kebun
    kecamatan kecewa kecil kecuali kejar kejut kekal kelas keliling keluarga kelurahan kemah
    kemudi kemudian kendala kendali kendara kenyam kepala keping kerangka keras kering keris
    kerja kertas kesan ketat ketua khawatir kikis kimia kira kisar kitab klaim klinik kolam
    komisi komite kompeten konstruksi koperasi korban kota kotor kritis kuat kukuh kuliah kumuh
    kunyah kuota kupas kurban kursi kurun kusam kutub laba ladang lafal lagu lahan lahir lain
    lalai lalu lama lamar lambang lambat lampau lampu lancar landas langgan langgar langkah
    langsung lapak lapang lapis laris latar laut lawan lawat layak layar lebar lebih ledak lekas
    lelah leluasa lemah lembaga lembar lembut lempar lentur lereng lewat liar libur licik likuid
    limbah lingkar lingkung lintas lisan listrik logam loket longgar longsor luar luas luka
    lulus lumpuh lupa lurah luruh mabuk madai maha mahal mahir main majelis majikan maju makam
    makan maklum makmur makna maksud malam malas malu mampu mandat mandiri manja mantap manusia
    marah marak martabat masa masak masalah masjid massa masyarakat mati matra mayat medali
    media mekanik mekar memori menang menit mental menteri merah merdeka merek mereka meriah
    mertua mesin mesra metode mewah milik minat minggu minta minum minyak miring miskin mobil
    modal modern mogok moral motor muda mudah mujur mukim mula mulia muncul mundur murah murid
    murni musim mutlak mutu nadir nafkah nasib nasional naskah negara negeri nelayan niaga niat
    nikah nikmat ningrat normal nusa nyala nyaman nyanyi nyata obat objek olahraga oleh ombak
    omong operasional orang organisasi pabrik padam padat pagu paham pahat pahit pajak paket
    paksa palsu panas pandai pandang pangan pangkal pangkas pangkat panitia panjang panjat
    pantai pantang pantas papan parah parit partai partisipasi pasal pasar pasien pasok patah
    paten patok payung pecah pecat pedoman pegang pegawai pekan pelabuhan pelosok peluang
    pemerintah pemuda pencar pencil pendam pendek penduduk pengadilan pengaruh penjara pensiun
    penting perabot peran perangkat peraturan perawan perempuan perkara perlu permata permen
    pernah persen pertama perusahaan pesat peserta pesisir pesta pidana pihak pijak pikat pilar
    pinggir pintar pintas pintu pipa pisah pokok pola polisi politik pondok populer potensi
    prajurit prasarana prestasi pribadi produk produksi profesi proposal provinsi puas puasa
    pucuk pudar puji pukul pulau pulih puncak punya pustaka putar putih putra putri rahasia raih
    rakit rakyat ramah ramai rambah rampas rampung rangka rangkai rangsang rantai rapor rasa
    rasio rata ratus rawan raya rebut reda register reka rekan rekening relawan rendah rentan
    renung resah resap resiko resmi restorasi retak retribusi ribu ringan risiko roda rokok
    rombong ronda rontok ruang ruas rugi rukun rumah rumit rumpun runtuh rupa rusak rusuh rutin
    sabar sabuk sadar saham sahut saing sakit saksi sakti salah salam samar sambil sampah
    samping sandang sandar sandi sanggup sangka sangkut santai santun sapa sarana sarang sarat
    sasar sastra satwa sayang sebab sedang sedekah sederhana segera sehat seimbang sejahtera
    sejarah sejuk sekali sekolah sekretariat sekretaris selain selaku selalu selamat selisih
    seluruh semangat sembah sembilan sembuh sembunyi semua senang sendiri sengaja sengketa seni
    senjata sentosa sentra sentuh sepi seragam serang serasi serikat sering serius serupa sesak
    sesal setara setia sewenang siaga siapa sibuk sidik sifat sikap silang singgah singgung
    sipil siram sisa sisih sisip sistem siswa situs soal sobek sokong sopan sosial spesifik
    stabil standar statis strategi studi suaka suami suara suasana subsidi subur sudah sudut
    suhu sukar sukses suku sulit sumber sumpah sungai sungguh suram surut susah susut swadaya
    swasta syukur tabung tahap tahu tahun tajam taklim takut taman tambak tambang tampak tanah
    tanam tandang tandas tangga tanggal tanggap tanggungjawab tangkal tangkap tani tapis tarif
    taruh tatap tatar taut tawa tebal tebang tebar teduh tegang teguh teknik teknis teknologi
    teladan telat teluk teman tembak tembang tempuh tenaga tenang tengah tengkar tentara
    tenteram tenun tepat tepi tera terampil terlalu ternak terobos tetangga tetapi tewas tiada
    tiang tiap tiba tidak tiga timbul timpa timpang tindak tinggal tinggi tipu titik toko tokoh
    tolong tonjol tonton total tradisi trotoar tua tuan tubuh tuduh tukang tukik tulang tumbuh
    tumpah tumpang tumpu tumpuk tunai tunjang tuntas tuntun tuntut turis turut uang ubin ucap
    udara ujar ujung ukir ulur umat umpama umur undur unggul ungsi unik unit universitas unjuk
    unsur untuk untung upacara upah usaha usia utama utang utara utuh utus vaksin wabah wadah
    wajar wakaf waktu wali wanita waras warga waris warna warung wasiat wasit waspada wenang
    wewenang wilayah wirausaha wisata wisuda yakin yatim yayasan
    """
)
"""Words of everyday and of office, in the order of the alphabet."""
