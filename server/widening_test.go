package server

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/server/door"
)

// evening plays one player who walks from the plaza to the owls and types the
// door's code every 30 s of wall time from the gun on. It returns the first
// proof, and whether there was one. The play is the same for all but for what
// cheat changes: how a frame is made, and who walks how.
func evening(t *testing.T, cheat func(w *world, p *walker) (walk func())) (first fact.Proved, ok bool) {
	play(t, codes, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		w.begin(p)
		walk := func() { p.at = geo.Toward(p.at, bakery, 3*wire.FrameEvery) }
		if cheat != nil {
			if other := cheat(w, p); other != nil {
				walk = other
			}
		}
		for n := range 400 { // 800 s of hunt time: the walk takes some 300
			if n%120 == 0 { // 30 s of wall time
				p.knock("owls", w.code(0, 0))
			}
			walk()
			frames(map[*walker]geo.Point{p: p.at})
		}
		if n := len(heard[wire.Noted](p)); n != 4 {
			t.Errorf("%d answers to 4 presentations", n)
		}
		if list := facts[fact.Proved](w); len(list) > 0 {
			first, ok = list[0], true
		}
	})
	return first, ok
}

func slot(f fact.Proved) int64 { return f.At / 5000 }

// S3, R9: nothing that a device claims makes a slot earlier than an honest
// walk at the same pace has. The device's clock by itself changes nothing (S2).
func TestNothingThatADeviceClaimsMakesASlotEarlier(t *testing.T) {
	honest, ok := evening(t, nil)
	if !ok {
		t.Fatal("the honest walk proves nothing")
	}
	accuracy := func(dm uint16) func(*world, *walker) func() {
		return func(_ *world, p *walker) func() {
			p.lie = func(f *wire.Frame) { f.Fixes[0].AccuracyDM = dm }
			return nil
		}
	}
	clock := func(ms uint64) func(*world, *walker) func() {
		return func(_ *world, p *walker) func() {
			p.lie = func(f *wire.Frame) { f.Sent += ms; f.Fixes[0].At += ms }
			return nil
		}
	}
	const day = 24 * 60 * 60 * 1000
	for name, c := range map[string]struct {
		cheat func(*world, *walker) func()
		same  bool // the slot is the honest one's
		never bool // no proof comes at all
		place bool // the device lies about the place: only the cap bounds that (R6)
	}{
		"accuracy 75 m":               {cheat: accuracy(750)},
		"accuracy 5 km":               {cheat: accuracy(50_000), never: true},
		"accuracy 0":                  {cheat: accuracy(0), never: true},
		"a clock a day late":          {cheat: clock(math.MaxUint64 - day + 1), same: true},
		"a clock a day early":         {cheat: clock(day), same: true},
		"fixes from the future":       {cheat: func(_ *world, p *walker) func() { p.lie = func(f *wire.Frame) { f.Fixes[0].At += 10_000 }; return nil }, never: true},
		"old fixes":                   {cheat: func(_ *world, p *walker) func() { p.lie = func(f *wire.Frame) { f.Fixes[0].At -= 14_000 }; return nil }},
		"too old fixes":               {cheat: func(_ *world, p *walker) func() { p.lie = func(f *wire.Frame) { f.Fixes[0].At -= 16_000 }; return nil }, never: true},
		"out of range":                {cheat: func(_ *world, p *walker) func() { p.lie = outOfRange; return nil }, never: true},
		"a jump to the door":          {cheat: func(_ *world, p *walker) func() { return func() { p.at = bakery } }, place: true},
		"a slow approach":             {cheat: func(_ *world, p *walker) func() { return func() { p.at = geo.Toward(p.at, bakery, 2*wire.FrameEvery) } }},
		"fixes withheld for 2 min":    {cheat: withhold(60)},
		"fixes withheld all the time": {cheat: withhold(1000), never: true},
		"four claims a frame":         {cheat: func(_ *world, p *walker) func() { p.lie = fourfold; return nil }, place: true}, // the mean follows at once
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := evening(t, c.cheat)
			switch {
			case ok == c.never:
				t.Errorf("proved is %t: %+v", ok, got)
			case c.same && slot(got) != slot(honest):
				t.Errorf("slot %d, the honest one is %d", slot(got), slot(honest))
			case ok && !c.place && slot(got) < slot(honest):
				t.Errorf("slot %d, and the honest one is %d", slot(got), slot(honest))
			case ok && float64(got.At)/1000 < (geo.Metres(meet, bakery)-180)/4+20:
				t.Errorf("proved %d ms after the gun, sooner than 4 m/s to 150 m about A and 20 s there allow", got.At)
			case ok && got.Claimed != got.At:
				t.Errorf("a device claims another time: %+v", got)
			}
		})
	}
}

// outOfRange says what no place is.
func outOfRange(f *wire.Frame) {
	f.Count = wire.MaxFixes
	for i := range f.Fixes {
		f.Fixes[i] = wire.Fix{Lat: math.MinInt32, Lon: math.MaxInt32, AccuracyDM: math.MaxUint16, At: math.MaxUint64}
	}
	f.Fixes[1] = wire.Fix{Lat: math.MaxInt32, Lon: math.MinInt32, AccuracyDM: 10, At: f.Sent}
	f.Fixes[2] = wire.Fix{Lat: 900_000_001, Lon: 1_800_000_001, AccuracyDM: 1, At: f.Sent}
}

// fourfold says four times where the player is going to be.
func fourfold(f *wire.Frame) {
	f.Count = wire.MaxFixes
	for i := range f.Fixes {
		f.Fixes[i] = f.Fixes[0]
		f.Fixes[i].At = f.Sent - 40 + 10*uint64(i)
	}
}

// withhold sends no fix for some frames, and then all at once what there was.
func withhold(frames int) func(*world, *walker) func() {
	return func(_ *world, p *walker) func() {
		n := 0
		p.lie = func(f *wire.Frame) {
			if n++; n <= frames {
				f.Count, f.Fixes = 0, [wire.MaxFixes]wire.Fix{}
			}
		}
		return nil
	}
}

// S3: frames that come late, in a heap, make no slot earlier.
func TestLatencyMakesNoSlotEarlier(t *testing.T) {
	honest, _ := evening(t, nil)
	late, ok := evening(t, func(w *world, p *walker) func() {
		n := 0
		return func() {
			p.at = geo.Toward(p.at, bakery, 3*wire.FrameEvery)
			if n++; n == 100 { // the network stands still for 20 s of wall time, and the player walks on
				time.Sleep(20 * time.Second)
				p.at = geo.Toward(p.at, bakery, 3*20*rate)
			}
		}
	})
	if !ok || slot(late) < slot(honest) {
		t.Errorf("slot %d, the honest one is %d", slot(late), slot(honest))
	}
}

// S3, R9: a queued scan may claim an earlier moment against other doors, but
// its slot is the server's, and a claim from the future is now.
func TestADoorsClockMakesNoSlotEarlier(t *testing.T) {
	play(t, guarded(game.GateCode, game.DoorsStaff), func(t *testing.T, w *world) {
		online, queued, hasty, late := w.join("online"), w.join("queued"), w.join("hasty"), w.join("late")
		players := []*walker{online, queued, hasty, late}
		w.begin(players...)
		w.arrive(0, players...)
		scans := map[*walker]door.Scan{}
		for i, p := range players {
			scans[p] = door.Scan{Place: w.place(0), ID: fmt.Sprintf("0123456789abcde%d", i), Shown: p.pass().Text, Steward: "Ada"}
		}
		claim := func(p *walker, at time.Time) {
			s := scans[p]
			s.Queued, s.Claimed = true, at.UnixMilli()
			scans[p] = s
		}
		seen := w.now()
		claim(queued, seen)
		claim(hasty, seen.Add(24*time.Hour))
		claim(late, seen.Add(-24*time.Hour))
		stay(60*time.Second, players...) // 7.5 s of wall time
		now := w.hunt.At(w.now().UnixMilli())
		for _, p := range []*walker{online, queued, hasty} {
			if st, err := w.Scan(t.Context(), scans[p]); err != nil || st.State == door.Unknown {
				t.Errorf("%s: %+v %v", p.name, st, err)
			}
		}
		if _, err := w.Scan(t.Context(), scans[late]); err != door.ErrOldPass && err != door.ErrNoPass {
			t.Errorf("a claim of yesterday with today's pass: %v", err)
		}
		proved := facts[fact.Proved](w)
		if len(proved) != 3 {
			t.Fatalf("%d proofs, want 3", len(proved))
		}
		for i, f := range proved {
			if f.At != int64(now) || f.Way != fact.WayStaff || f.Device != 1<<16 || f.Steward != w.config.Keys.person("Ada") {
				t.Errorf("%s: %+v, want it at %d", players[i].name, f, now)
			}
		}
		if got := []int64{proved[0].Claimed, proved[1].Claimed, proved[2].Claimed}; !slices.Equal(got, []int64{int64(now), int64(w.hunt.At(seen.UnixMilli())), int64(now)}) {
			t.Errorf("the doors claim %v", got)
		}
	})
}

// S2: what comes twice, out of turn or from an older socket changes nothing.
func TestFramesOutOfTurnChangeNothing(t *testing.T) {
	honest, _ := evening(t, nil)
	var last []byte
	got, ok := evening(t, func(w *world, p *walker) func() {
		gone, n := p.gone, 0
		p.lie = func(f *wire.Frame) { last = f.Append(nil) }
		return func() {
			p.at = geo.Toward(p.at, bakery, 3*wire.FrameEvery)
			switch n++; {
			case n == 50:
				p.connect()
				if code := <-gone; code != wire.CloseReplaced {
					t.Errorf("the older socket ended with %d", code)
				}
			case n%10 == 0 && n > 50: // the last frame again, and one of long ago
				stale := wire.Frame{Epoch: p.epoch, Sequence: 1, Sent: 5, Count: 1}
				stale.Fixes[0] = wire.Fix{Lat: bakery.Lat, Lon: bakery.Lon, AccuracyDM: 10, At: 5}
				for _, b := range [][]byte{last, stale.Append(nil)} {
					if err := p.conn.WriteMessage(websocket.BinaryMessage, b); err != nil {
						t.Fatal(err)
					}
					synctest.Wait()
					<-p.steps // it is answered as any other
				}
			}
		}
	})
	if !ok || got.At != honest.At {
		t.Errorf("proved at %d, the honest one at %d", got.At, honest.At)
	}
}

// S2: what one session sent is worth nothing in the next.
func TestAReplayedSocketIsSentAway(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		w.begin(p)
		p.frame()
		f := wire.Frame{Epoch: p.epoch, Sequence: p.sequence + 1, Count: 1}
		p.connect()
		if err := p.conn.WriteMessage(websocket.BinaryMessage, f.Append(nil)); err != nil {
			t.Fatal(err)
		}
		if code := p.closed(); code != wire.CloseGarbage {
			t.Errorf("closed with %d", code)
		}
	})
}
