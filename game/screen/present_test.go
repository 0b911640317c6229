package screen

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"crescendo/game/client"
	"crescendo/game/sense"
	"crescendo/game/wire"
)

// doorstep is a screen without a window, in a hunt with gate and doors.
func doorstep(t *testing.T, gate, doors string) (*Game, *frozen) {
	t.Helper()
	g, f, _ := tabletop(t)
	f.state.Hunt.Gate, f.state.Hunt.Doors = gate, doors
	f.state.Gated = gate == ""
	f.next(g, func(*client.State) {})
	return g, f
}

// next changes the state.
func (f *frozen) next(g *Game, change func(s *client.State)) {
	change(&f.state)
	f.state.Version++
	g.tick(time.Now())
	g.tick(time.Now())
}

// touch taps the middle of a target.
func (g *Game) touch(t *testing.T, name string) {
	t.Helper()
	for _, at := range g.Targets() {
		if at.Name == name {
			p := xy{at.X, at.Y}
			g.with(input{contacts: []contact{{1, down, p}, {1, up, p}}})
			g.tick(time.Now())
			return
		}
	}
	t.Fatalf("%s has no %q, but %v", g.Scene(), name, g.Targets())
}

func (g *Game) dial(t *testing.T, code string) {
	t.Helper()
	for _, d := range code {
		g.touch(t, "digit "+string(d))
	}
}

func shown(g *Game, text string) bool {
	return slices.ContainsFunc(g.page.items, func(i item) bool { return strings.Contains(i.text, text) })
}

// R4: the gate's code by touch; R8: a wrong digit is found before it is sent.
func TestTheGatesCodeIsTyped(t *testing.T) {
	g, f := doorstep(t, "code", "code")
	if g.Scene() != Gate || !shown(g, "Châtelet") || len(g.page.venues) != 1 {
		t.Fatalf("scene %s, places %v: want the gate, in words and on the map", g.Scene(), g.page.venues)
	}
	g.touch(t, "code")
	g.dial(t, "1234567")
	if !shown(g, english.lookAgain) || slices.ContainsFunc(g.Targets(), func(t Target) bool { return t.Name == "send" }) {
		t.Error("a wrong digit is not told, or can be sent")
	}
	g.with(input{keys: []key{keyEnter}})
	if len(f.asked) != 0 {
		t.Errorf("sent %v", f.asked)
	}
	code := wire.WithCheckDigit("314159")
	for range wire.CodeDigits {
		g.touch(t, "erase")
	}
	g.dial(t, code+"99") // one too many, and another
	g.touch(t, "send")
	if want := []string{"gate " + code}; !slices.Equal(f.asked, want) {
		t.Errorf("sent %v, want %v", f.asked, want)
	}
	f.next(g, func(s *client.State) { s.Presented = client.Presentation{At: wire.AtGate, Stage: client.StageSending} })
	if g.Scene() != Noted {
		t.Errorf("on its way the scene is %s", g.Scene())
	}
	f.next(g, func(s *client.State) { s.Presented, s.GateRefused = client.Presentation{}, wire.GateCode })
	if g.Scene() != Code || !shown(g, "another code") || g.local.digits != "" {
		t.Errorf("refused: scene %s, digits %q", g.Scene(), g.local.digits)
	}
	f.next(g, func(s *client.State) { s.Gated, s.GateRefused = true, "" })
	if g.Scene() != Hunt || g.camera.free {
		t.Errorf("through the gate the scene is %s, and the map follows: %v", g.Scene(), !g.camera.free)
	}
}

// The gate's map is the gate's: the hunt's follows the player, whatever came
// between.
func TestTheMapFollowsAfterTheGate(t *testing.T) {
	g, f := doorstep(t, "code", "code")
	f.next(g, func(s *client.State) { s.Phase, s.Band = wire.PhaseOpen, "" })
	if !g.camera.free {
		t.Error("the gate's map does not show the gate")
	}
	f.next(g, func(s *client.State) { s.Gated = true })
	f.next(g, func(s *client.State) { s.Phase = wire.PhaseRunning })
	f.next(g, func(s *client.State) { s.Band = "owls" })
	if g.Scene() != Hunt || g.camera.free {
		t.Errorf("scene %s, the map follows: %v", g.Scene(), !g.camera.free)
	}
}

// R8: presenting oneself is possible all the time; whose door it is can be said;
// "noted" is the same for all, and after a minute all are asked again.
func TestADoorsCodeIsTypedByKeys(t *testing.T) {
	g, f := doorstep(t, "", "code")
	f.next(g, func(s *client.State) { s.Step = 0 })
	code := wire.WithCheckDigit("271828")
	g.with(input{keys: []key{keyCode}})
	g.tick(time.Now())
	if g.Scene() != Code || !shown(g, "The Owls") {
		t.Fatalf("scene %s: want the keypad for the tuned band's door", g.Scene())
	}
	g.touch(t, "whose")
	g.touch(t, "door moss")
	var keys []key
	for _, d := range "5" + code {
		keys = append(keys, key0+key(d-'0'))
	}
	g.with(input{keys: keys[:1]})
	g.with(input{keys: []key{keyErase}})
	g.with(input{keys: keys[1:]})
	g.with(input{keys: []key{keyEnter}})
	if want := []string{"door moss " + code}; !slices.Equal(f.asked, want) {
		t.Fatalf("sent %v, want %v", f.asked, want)
	}
	f.next(g, func(s *client.State) {
		s.Presented = client.Presentation{At: wire.AtDoor, Band: "moss", Stage: client.StageNoted, When: time.Now()}
	})
	if g.Scene() != Noted || !shown(g, "Noted") || !shown(g, "1:00") {
		t.Errorf("scene %s: want noted, and for how long", g.Scene())
	}
	g.touch(t, "back")
	if g.Scene() != Hunt || !shown(g, "Noted") {
		t.Errorf("scene %s: want the map, which still says so", g.Scene())
	}
	f.next(g, func(s *client.State) { s.Presented.Stage = client.StageAgain })
	if !shown(g, english.typeAgain[:30]) {
		t.Error("a minute later nobody is asked again")
	}
	g.with(input{keys: []key{keyCode}})
	g.with(input{keys: []key{keyEscape}})
	if g.tick(time.Now()); g.Scene() != Hunt {
		t.Errorf("Esc leads to %s", g.Scene())
	}
}

// The pass is asked for while it is looked at, and never besides.
func TestThePassIsShownToTheSession(t *testing.T) {
	g, f := doorstep(t, "", "staff")
	g.touch(t, "pass")
	if g.Scene() != Pass || !g.page.paper {
		t.Errorf("scene %s, white %v", g.Scene(), g.page.paper)
	}
	g.touch(t, "back")
	g.with(input{keys: []key{keyPass}})
	g.tick(time.Now())
	f.next(g, func(s *client.State) { s.Seat = &wire.Won{Band: "owls", Seat: 1} }) // a seat closes it
	if want := []string{"show pass", "hide pass", "show pass", "hide pass"}; !slices.Equal(f.asked, want) || g.Scene() != Seat {
		t.Errorf("asked %v, want %v; scene %s", f.asked, want, g.Scene())
	}
	f.next(g, func(s *client.State) { s.Seat = nil })
	g.with(input{keys: []key{keyPass}})
	g.tick(time.Now())
	other := &frozen{state: f.state}
	g.Show(other, nil)
	g.tick(time.Now())
	if f.asked[len(f.asked)-1] != "hide pass" || !slices.Equal(other.asked, []string{"show pass"}) {
		t.Errorf("with another session: %v and %v", f.asked, other.asked)
	}
}

func TestASeatIsGivenBackOnPurposeOnly(t *testing.T) {
	g, f := doorstep(t, "", "code")
	f.next(g, func(s *client.State) {
		s.Seat = &wire.Won{Band: "owls", Seat: 3, Ticket: &wire.Ticket{Size: 21, Modules: pattern(21)}}
	})
	f.next(g, func(s *client.State) { s.Presented = client.Presentation{At: wire.AtDoor, Stage: client.StageAgain} })
	if shown(g, english.typeAgain) {
		t.Error("who has a seat is asked to present themself again")
	}
	g.touch(t, "ticket")
	if g.Scene() != Ticket || count(g.page.items, matrix) != 1 {
		t.Errorf("scene %s: want the ticket", g.Scene())
	}
	g.touch(t, "back")
	g.touch(t, "leave")
	g.touch(t, "back")
	if len(f.asked) != 0 || g.Scene() != Seat {
		t.Errorf("changed my mind, and yet %v; scene %s", f.asked, g.Scene())
	}
	g.touch(t, "leave")
	g.touch(t, "give back")
	if !slices.Equal(f.asked, []string{"give back"}) {
		t.Errorf("asked %v", f.asked)
	}
	f.next(g, func(s *client.State) { s.Seat, s.SeatGone = nil, true })
	if g.Scene() != Hunt || !shown(g, english.seatGone) {
		t.Errorf("scene %s: want the hunt, and why", g.Scene())
	}
}

func TestAnotherPhoneAndMessages(t *testing.T) {
	g, f := doorstep(t, "", "")
	g.touch(t, "bands")
	g.page.reveal(len(g.page.buttons) - 2) // the last of the list
	g.tick(time.Now())
	g.touch(t, "resume")
	f.next(g, func(s *client.State) { s.Resume = client.Resume{Code: "k7wq", Until: time.Now().Add(time.Minute)} })
	if g.Scene() != Resume || !slices.Equal(f.asked, []string{"resume"}) || !shown(g, "k7wq") {
		t.Errorf("scene %s, asked %v", g.Scene(), f.asked)
	}
	g.touch(t, "back")
	f.next(g, func(s *client.State) { s.Broadcasts = []wire.Broadcast{{Text: "Rain at ten.", Server: 5}} })
	if !shown(g, "Rain at ten.") {
		t.Error("the message is not told")
	}
	g.touch(t, "message")
	if g.Scene() != Message || !shown(g, "Rain at ten.") {
		t.Errorf("scene %s: want the message", g.Scene())
	}
	g.touch(t, "back")
	if g.Scene() != Hunt || shown(g, "Rain at ten.") {
		t.Errorf("scene %s: it is told again after it was read", g.Scene())
	}
	f.next(g, func(s *client.State) {
		s.Broadcasts = append(s.Broadcasts, wire.Broadcast{Text: "It stops.", Server: 6})
	})
	if !shown(g, "It stops.") {
		t.Error("a second message is not told")
	}
}

// R8, R12: the way to a door shines from a step on that everybody hears alike;
// where there are no doors there is no such way.
func TestTheWayToADoorShinesByTheStepAlone(t *testing.T) {
	type1, err := newTypeface(1)
	if err != nil {
		t.Fatal(err)
	}
	built := func(change func(*client.State)) *page {
		s := client.State{Connection: client.Joined, Phase: wire.PhaseRunning, Band: "owls", Gated: true, Word: wire.WordHunting, Hunt: evening1(-time.Minute).Hunt}
		s.Hunt.Doors = "code"
		change(&s)
		v := &view{state: s, now: time.Now(), scene: Choose(s, Shut), words: speak(sense.English), type1: type1}
		return build(v, 412, 780)
	}
	shines := func(p *page) bool {
		return slices.ContainsFunc(p.items, func(i item) bool { return i.box == p.frame.code && i.colour == amber })
	}
	for step := range uint8(wire.MaxStep + 1) {
		if got := shines(built(func(s *client.State) { s.Step = step })); got != (step >= 55) {
			t.Errorf("step %d: shines %v", step, got)
		}
	}
	loud := func(s *client.State) { s.Step = 60 }
	for name, change := range map[string]func(*client.State){
		"noted": func(s *client.State) {
			s.Presented = client.Presentation{At: wire.AtDoor, Stage: client.StageNoted, When: time.Now()}
		},
		"asked again": func(s *client.State) { s.Presented.Stage = client.StageAgain },
		"full":        func(s *client.State) { s.Full = []string{"owls"} },
		"lost":        func(s *client.State) { s.Connection = client.Lost },
		"a fix":       func(s *client.State) { s.Fix = client.Fix{Accuracy: 5, Time: time.Now()} },
	} {
		if !shines(built(func(s *client.State) { loud(s); change(s) })) {
			t.Errorf("%s: it does not shine at a loud step", name)
		}
	}
	p := built(func(s *client.State) { loud(s); s.Hunt.Doors = "" })
	if slices.ContainsFunc(p.buttons, func(b button) bool { return b.do.do == openCode || b.do.do == openPass }) {
		t.Error("a hunt without doors has a button for codes")
	}
}

// A QR code is drawn in whole pixels, with four modules of white about it, in
// every window.
func TestQRCodesAreCrisp(t *testing.T) {
	seen := 0
	eachPage(t, func(t *testing.T, p *page, _ *typeface) {
		for _, i := range p.items {
			if i.kind != matrix {
				continue
			}
			seen++
			px := i.code.module(min(i.box.w, i.box.h))
			if least := map[bool]float64{true: 3, false: 1}[p.paper && p.frame.h >= 568]; px < least {
				t.Errorf("a module of %d is %v px wide in %v, want %v", i.code.size, px, i.box, least)
			}
			if !i.box.within(box{0, 0, p.frame.w, p.frame.h}) {
				t.Errorf("at %v it leaves the window", i.box)
			}
			for _, w := range p.items {
				if at := (box{w.box.x, w.box.y, 10, w.box.h}); w.kind == words1 && w.text != "" && p.paper && at.meets(i.box) {
					t.Errorf("%q stands on the QR code", w.text)
				}
			}
		}
	})
	if seen == 0 {
		t.Error("no QR code was drawn")
	}
	if q := (qr{3, []byte{0b10000000, 0b10000000}}); !q.dark(0, 0) || q.dark(1, 0) || !q.dark(2, 2) { // bits 0 and 8
		t.Error("modules are read in another order than row by row, most significant bit first")
	}
}

// Words do not lie on each other where they are typed and read in haste.
func TestWordsAndKeysStandApart(t *testing.T) {
	eachPage(t, func(t *testing.T, p *page, type1 *typeface) {
		if p.scene != Code && p.scene != Noted && p.scene != Gate && p.scene != Pass && p.scene != Ticket && p.scene != Leave && p.scene != Resume && p.scene != Out && p.scene != Seat {
			return
		}
		var taken []box
		for _, it := range p.items {
			if it.kind != words1 || it.text == "" || it.scrolls {
				continue
			}
			w := type1.width(it.text, it.style)
			m := it.box.middle().y
			at := box{it.box.x + (it.box.w-w)*it.align, m - it.style.size()*0.4, w, it.style.size() * 0.8}
			for _, o := range taken {
				if at.meets(o) {
					t.Errorf("%q at %v lies on other words at %v", it.text, at, o)
				}
			}
			taken = append(taken, at)
		}
	})
}

// Nothing is made anew while nothing changes, whatever is open.
func TestWhatIsOpenRestsToo(t *testing.T) {
	for _, open := range []Panel{Shut, codeOpen, whoseOpen, notedOpen, passOpen, resumeOpen, messageOpen} {
		g, f := doorstep(t, "", "code")
		now := time.Now()
		f.next(g, func(s *client.State) {
			s.Step, s.Broadcasts = 0, []wire.Broadcast{{Text: "Rain at ten.", Server: 5}}
			s.Presented = client.Presentation{At: wire.AtDoor, Stage: client.StageNoted, When: now}
			s.Pass = client.Pass{Pass: wire.Pass{Size: 21, Modules: pattern(21)}, Until: now.Add(9 * time.Second)}
		})
		g.local.open = open
		for range 10 * TPS {
			g.tick(now)
		}
		g.dirty = false
		if n := testing.AllocsPerRun(50, func() { g.tick(now) }); n > 0 || g.dirty {
			t.Errorf("%s at rest: %v allocations a tick, draws %v", g.Scene(), n, g.dirty)
		}
	}
}

func TestScenesHaveNamesAndTargetsToo(t *testing.T) {
	seen := map[string]bool{}
	for s := range sceneEnd {
		if seen[s.String()] || s.String() == "" {
			t.Errorf("scene %d is called %q, as another", s, s)
		}
		seen[s.String()] = true
	}
	for v := zoomIn; v <= leaveSeat; v++ {
		if name := (action{do: v}).name(); name == "" {
			t.Errorf("verb %d has no name: %s", v, fmt.Sprint(action{do: v}))
		}
	}
}
