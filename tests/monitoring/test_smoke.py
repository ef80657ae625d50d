from tests.monitoring import scene
def test_smoke(app, browse, at):
    at(scene.AT)
    w = scene.world()
    for m in ("2022-01","2022-02","2022-03","2022-04"):
        for n,u in enumerate(w.units): scene.figures(u, m, done=80-n*9, first_days=2.5, average_days=4.25)
    f = scene.flag(w.units[0])
    b = browse(w.monitor)
    base="/pemantauan/provinsi/prov-63"
    assert b.get("/pemantauan", status=303)
    for p in ("", "/belum-masuk", "/sasaran", "/impor", "/templat.xlsx", "/lembar.pdf", "/grafik/tindak-lanjut.svg", "/grafik/hari-selesai.png", "/angka.csv","/angka.xlsx","/terbitkan","?kelompok=perangkat&urut=-diterima"):
        page=b.get(base+p); print(p, len(page.queries))
    c="/pemantauan/instansi/kab-63.09"
    for p in ("", "/isi","/impor","/templat.xlsx","/lembar.pdf","/pembinaan"):
        page=b.get(c+p); print(p, len(page.queries))
    b.get(f"/pemantauan/pembinaan/{f.id}")
    d = browse(w.drafter); d.get("/pemantauan/isi", status=303); d.get(c); d.get(f"/pemantauan/pembinaan/{f.id}")
    import tests.factories as fa
    s = browse(fa.secretariat()); s.get("/pemantauan"); s.get(base); s.get(c)
