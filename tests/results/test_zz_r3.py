import time
from tests.browsers import Browser
from tests.results import channels, worlds
from tests.results.test_leaks import look
def test_x(app, at):
    scene = worlds.eve(); at(worlds.EVE)
    b = Browser(app, None)
    worlds.turn(scene,"first")
    t0=time.time(); slow=[]
    ch=channels.channels(app, scene)
    for n,p in ch.items():
        t=time.time()
        try: look(app,b,p,scene.ids)
        except Exception as e: print("EXC",n,p,repr(e)[:300])
        slow.append((time.time()-t,n,p))
    print(len(ch), time.time()-t0)
    for s in sorted(slow,reverse=True)[:8]: print(s)
    assert 0
