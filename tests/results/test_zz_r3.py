import time
from tests.browsers import Browser
from tests.results import channels, worlds
from tests.results.test_leaks import look, words_only
def test_x(app, at):
    scene = worlds.eve(); at(worlds.EVE)
    for who in ("anyone","entrant"):
        b = Browser(app, scene.observers[who])
        seen={}
        for w in worlds.WORLDS:
            worlds.turn(scene,w)
            t0=time.time(); slow=[]
            ch=channels.channels(app, scene)
            seen[w]={}
            for n,p in ch.items():
                t=time.time()
                try: seen[w][n]=look(app,b,p,scene.ids)
                except Exception as e: print("EXC",n,p,repr(e)[:200])
                slow.append((round(time.time()-t,2),n,p))
            print(who,w,len(ch), time.time()-t0,flush=True)
        for s in sorted(slow,reverse=True)[:12]: print(s)
        for w in ("first","second"):
            for n in seen["undecided"]:
                a,c=seen["undecided"][n],seen[w].get(n)
                if a!=c:
                    print("DIFF",who,w,n,[ (x[:100],y[:100]) if i<3 or i==4 else "body" for i,(x,y) in enumerate(zip(a,c or a)) if x!=y])
    assert 0
