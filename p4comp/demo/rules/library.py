"""What invented institutions share in the library; every word and number is an example (SIMULASI)."""

from dataclasses import dataclass
from datetime import date

from p4comp.demo.rules.season import wib

WRITTEN_AT, CONSENTED_AT, PUBLISHED_AT = wib(6, 16, 19, 40), wib(6, 16, 19, 50), wib(6, 16, 20)
ADOPTED_AT, CONFIRMED_AT = wib(6, 16, 20, 10), wib(6, 16, 20, 20)
SOURCE = "Contoh isian peraga (SIMULASI); bukan angka sebenarnya."


@dataclass(frozen=True)
class Shared:
    """A practice: title, theme, and its parts."""

    title: str
    theme: str
    summary: str
    problem: str
    done: str
    steps: str
    results: str

    @property
    def texts(self) -> dict[str, str]:
        """All parts as they are typed."""
        return {
            "title": self.title,
            "summary": self.summary,
            "theme": self.theme,
            "problem": self.problem,
            "done": self.done,
            "steps": self.steps,
            "results": self.results,
            "sources": SOURCE,
            "needs": "Surat keputusan pimpinan, satu penanggung jawab di tiap unit, dan anggaran rutin; tanpa aplikasi baru.",
            "lessons": "Yang paling sulit bukan alatnya, melainkan kebiasaan menjawab tepat waktu. Jadwal yang tetap lebih berguna daripada acara besar.",
            "office": "Bagian Organisasi (contoh)",
            "office_email": "pengaduan@contoh.go.id",
            "office_phone": "(021) 000000",
            "channel": "lapor.go.id",
        }


SHARED = (
    Shared(
        "Meja aduan keliling pada hari pasaran",
        "kanal",
        "Petugas membuka meja aduan di pasar setiap hari pasaran, sehingga pedagang tidak perlu datang ke kantor untuk mengadu.",
        "Pedagang dan pembeli jarang mengadu: kantor jauh, jam buka sama dengan jam berjualan, dan banyak yang tidak memakai telepon pintar.",
        "Dua petugas membuka meja di pasar pada hari pasaran, mencatat aduan langsung ke SP4N-LAPOR!, dan membacakan jawabannya pada pekan berikutnya.",
        "Pilih tiga pasar paling ramai.\nTetapkan dua petugas bergiliran dengan surat tugas.\nUmumkan jadwal di papan pasar.\nBacakan jawaban aduan pekan lalu sebelum meja dibuka.",
        "Aduan dari pasar naik dari 12 menjadi 140 dalam setahun; 131 di antaranya tuntas.",
    ),
    Shared(
        "Jawaban pertama dalam satu hari kerja",
        "tindak-lanjut",
        "Setiap aduan dijawab dalam satu hari kerja oleh orang yang namanya tertulis pada jadwal piket, meskipun penyelesaiannya lebih lama.",
        "Pelapor menunggu berhari-hari tanpa kabar, lalu mengirim aduan yang sama lewat kanal lain. Satu masalah tercatat sampai empat kali.",
        "Piket harian menjawab lebih dahulu: apa yang diterima, siapa yang mengerjakan, kapan kabar berikutnya. Unit teknis menyusul dengan penyelesaian.",
        "Susun piket sebulan di muka.\nSiapkan kalimat jawaban pertama.\nCatat janji kabar berikutnya.\nBahas janji yang terlewat setiap Senin pagi.",
        "Jawaban pertama rata-rata turun dari 4,6 hari menjadi 0,8 hari; aduan ganda berkurang sepertiga.",
    ),
    Shared(
        "Aduan lewat bahasa isyarat dan pembaca layar",
        "inklusi",
        "Warga tuli dan tunanetra mengadu dengan cara mereka sendiri: panggilan video berbahasa isyarat dua kali sepekan dan formulir yang dapat dibaca layar.",
        "Tidak satu pun aduan tercatat dari penyandang disabilitas, padahal keluhan mereka tentang loket dan trotoar sering terdengar.",
        "Juru bahasa isyarat membuka panggilan video dua kali sepekan; formulir aduan diuji bersama organisasi penyandang disabilitas setempat.",
        "Undang organisasi penyandang disabilitas sejak awal.\nUji formulir bersama mereka.\nBuka panggilan video pada jam tetap.\nLaporkan perbaikan kepada mereka.",
        "Dalam sepuluh bulan tercatat 64 aduan; 22 di antaranya mengubah loket atau jalur pejalan kaki.",
    ),
    Shared(
        "Satu nomor aduan untuk semua unit",
        "integrasi",
        "Aduan dari loket, telepon, surat, dan media sosial dicatat dengan satu nomor di SP4N-LAPOR!, sehingga tidak ada yang hilang antarunit.",
        "Setiap unit punya buku aduan sendiri. Pimpinan tidak tahu berapa yang masuk, dan pelapor tidak tahu harus bertanya kepada siapa.",
        "Semua kanal dicatat petugas penerima ke satu sistem pada hari yang sama; buku aduan unit ditutup dan nomornya diberikan kepada pelapor.",
        "Tutup buku aduan unit pada satu tanggal.\nLatih petugas penerima setengah hari.\nBerikan nomor kepada pelapor.\nCocokkan jumlahnya tiap akhir bulan.",
        "Aduan tanpa pemilik turun dari 21 persen menjadi 2 persen dalam dua triwulan.",
    ),
    Shared(
        "Rapat aduan sepuluh menit setiap pagi",
        "sdm",
        "Kepala unit dan petugas aduan berdiri sepuluh menit setiap pagi untuk membagi aduan yang baru dan menyebut yang tersendat.",
        "Aduan menunggu disposisi berhari-hari karena menunggu rapat mingguan, dan petugas muda segan menegur unit yang lambat.",
        "Rapat berdiri sepuluh menit setiap pagi: aduan baru dibagi, yang lewat tiga hari disebut, tanpa notulen dan tanpa kursi.",
        "Tetapkan jam dan tempat.\nTampilkan daftar aduan di layar.\nSebut yang lewat tiga hari.\nPimpinan hadir dua kali sepekan.",
        "Aduan yang menunggu disposisi lebih dari tiga hari turun dari 58 menjadi 6 dalam sebulan.",
    ),
    Shared(
        "Lima aduan terbanyak masuk rencana kerja",
        "perbaikan",
        "Setiap triwulan lima pokok aduan terbanyak wajib dijawab dengan perubahan layanan, bukan hanya jawaban kepada pelapor.",
        "Aduan yang sama berulang setiap tahun: antrean, jam layanan, dan syarat yang berbeda di tiap loket.",
        "Bagian organisasi merangkum pokok aduan; kepala unit menulis satu perubahan untuk setiap pokok dan melaporkan hasilnya triwulan berikutnya.",
        "Kelompokkan aduan menurut pokok.\nPilih lima terbanyak.\nTulis satu perubahan dan penanggung jawabnya.\nUmumkan hasilnya di ruang tunggu.",
        "Dari 20 pokok aduan setahun, 14 tidak muncul lagi dalam lima besar pada tahun berikutnya.",
    ),
    Shared(
        "Aturan tertulis yang melindungi pelapor",
        "tata-kelola",
        "Aturan daerah menutup identitas pelapor sejak loket, menetapkan siapa yang boleh membukanya, dan mencatat setiap pembukaan.",
        "Warga takut mengadukan pungutan karena nama mereka sampai kepada petugas yang diadukan.",
        "Identitas disimpan terpisah dari isi aduan; hanya dua orang yang boleh membukanya, dengan alasan yang dicatat dan diperiksa inspektorat.",
        "Tulis aturan bersama inspektorat dan bagian hukum.\nPisahkan identitas dari isi aduan.\nCatat setiap pembukaan.\nPeriksa catatannya tiap semester.",
        "Aduan tentang pungutan naik dari 3 menjadi 41 setahun, dan tidak ada identitas yang bocor menurut pemeriksaan.",
    ),
    Shared(
        "Pelapor menilai jawaban dengan satu pertanyaan",
        "warga",
        "Setelah aduan ditutup, pelapor menjawab satu pertanyaan: apakah masalahnya selesai? Jawaban “belum” membuka aduan itu kembali.",
        "Aduan ditutup sepihak ketika petugas merasa selesai, dan survei kepuasan yang panjang hampir tidak diisi.",
        "Pesan singkat berisi satu pertanyaan dikirim tiga hari setelah penutupan; jawaban “belum” membuka aduan dan memberi tahu atasan petugasnya.",
        "Tulis satu pertanyaan yang jelas.\nKirim tiga hari setelah penutupan.\nBuka kembali yang dijawab belum.\nBahas polanya tiap bulan.",
        "Tingkat jawaban naik dari 6 persen menjadi 48 persen; aduan yang dibuka kembali turun dari 31 persen menjadi 9 persen.",
    ),
    Shared(
        "Pantauan aduan terbuka di ruang tunggu",
        "pengawasan",
        "Layar di ruang tunggu menampilkan berapa aduan masuk, terjawab, dan lewat waktu hari itu, tanpa nama siapa pun.",
        "Warga tidak tahu apakah aduan dikerjakan, dan pimpinan baru melihat angkanya pada akhir tahun.",
        "Angka harian ditampilkan di ruang tunggu dan di ruang rapat pimpinan; yang lewat waktu disebut menurut unit, tidak menurut orang.",
        "Pilih tiga angka saja.\nTampilkan setiap pagi.\nSebut unit, bukan orang.\nBahas yang merah pada hari itu juga.",
        "Aduan lewat waktu turun dari 17 persen menjadi 5 persen dalam setengah tahun.",
    ),
)
PUBLISHED = 8
ADOPTERS = ("sim-umum-5", "sim-umum-6", "sim-umum-7")
ADOPTED = (
    "Meja aduan di satu pasar, dua petugas, setiap hari pasaran.",
    "Piket jawaban pertama; kalimat bakunya kami sesuaikan dengan bahasa daerah.",
    "Satu pertanyaan setelah aduan ditutup, lewat pesan singkat.",
)
SINCE = date(2022, 6, 1)
