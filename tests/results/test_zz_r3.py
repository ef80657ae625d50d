import time
from tests.browsers import Browser
from tests.results import channels, worlds
from tests.results.test_leaks import look, words_only
def test_x(app, at):
    scene = worlds.eve(); at(worlds.EVE)
    b = Browser(app, scene.observers["entrant"])
    worlds.turn(scene,"first")
    slow=[];T=time.time()
    for n,p in channels.channels(app, scene).items():
        t=time.time(); last=open("/tmp/w/p/r3_last","a").write(f"{t:.1f} {n}\n")
        try: look(app,b,p,scene.ids)
        except Exception as e: print("EXC",n,p,repr(e)[:200],flush=True)
        d=time.time()-t
        if d>.5: print(round(d,2),n,p,flush=True)
        if time.time()-T>60: break
    print("TOTAL",time.time()-T)
    assert 0
