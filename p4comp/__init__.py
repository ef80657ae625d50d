"""Portal of the Kompetisi Pengelolaan Pengaduan Pelayanan Publik (P4)."""
