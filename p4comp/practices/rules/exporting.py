"""Published practices as a table: columns that other portals of good practice (JIPPNas) ask for, and what each means."""

from collections.abc import Mapping

COLUMNS = {
    "kode": "Kode portal praktik; alamat sitasinya …/praktik/<kode>",
    "versi": "Nomor versi yang terbit",
    "terbit": "Waktu versi ini terbit (ISO 8601, UTC)",
    "judul": "Judul praktik",
    "instansi": "Nama instansi pada saat terbit",
    "jenis_instansi": "Jenis instansi",
    "kode_provinsi": "Kode provinsi menurut Kementerian Dalam Negeri; kosong untuk instansi pusat",
    "edisi": "Kode edisi dalam portal",
    "kategori": "Kode kategori",
    "penghargaan": "Pemenang atau finalis menurut keputusan yang berlaku",
    "tema": "Tema utama",
    "tema_lain": "Tema lain; boleh kosong",
    "ringkasan": "Ringkasan",
    "masalah": "Masalah yang dihadapi",
    "apa_yang_dilakukan": "Inti perubahan",
    "langkah": "Langkah-langkah",
    "hasil": "Hasil",
    "sumber_angka": "Sumber angka pada hasil",
    "syarat_dan_biaya": "Syarat dan biaya",
    "pelajaran": "Pelajaran",
    "kontak_unit": "Unit kantor yang dapat dihubungi",
    "kontak_surel": "Surel kantor",
    "kontak_telepon": "Telepon kantor",
    "kanal_pengaduan": "Kanal pengaduan resmi",
    "penerapan": "Berapa instansi lain menyatakan menerapkannya (dikonfirmasi)",
    "lisensi": "Lisensi menurut edisi",
    "alamat": "Alamat sitasi",
    "simulasi": "ya bila data ini peraga",
}
Record = Mapping[str, str]
