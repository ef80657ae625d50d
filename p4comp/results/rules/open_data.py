"""The public result as open data: one row for each place on a list, nothing that is not on the page."""

COLUMNS = {
    "edisi": "Kode edisi dalam portal",
    "kategori": "Kode kategori",
    "nama_kategori": "Nama kategori",
    "daftar": "finalis atau pemenang",
    "penghargaan": "Penghargaan pemenang; kosong untuk finalis",
    "instansi": "Nama instansi sebagaimana tercantum dalam keputusan",
    "jenis": "Jenis instansi",
    "kode_provinsi": "Kode provinsi menurut Kementerian Dalam Negeri; kosong untuk instansi pusat",
    "kode_keputusan": "Kode portal keputusan; bukan nomor resmi",
    "sha256_keputusan": "SHA-256 cuplikan keputusan",
    "diumumkan": "Waktu pengumuman (ISO 8601, UTC)",
    "nomor_penetapan": "Nomor keputusan penetapan; kosong selama menunggu penetapan",
    "menggantikan": "Kode portal keputusan yang digantikan; kosong bila daftar ini tidak pernah dikoreksi",
    "alasan_koreksi": "Alasan koreksi; kosong bila daftar ini tidak pernah dikoreksi",
    "simulasi": "ya bila data ini peraga",
}
