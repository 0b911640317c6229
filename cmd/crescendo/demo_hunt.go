package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"crescendo/assets/host"
	"crescendo/game"
	"crescendo/game/huntfile"
	"crescendo/server"
)

// keepers says what is wrong with who keeps the demo's gate and doors. A hunt
// has both or neither (R2): half a wall would only look like one.
func keepers(gate, doors string) error {
	for _, f := range []struct{ flag, word string }{{"--gate", gate}, {"--doors", doors}} {
		if f.word != "none" && f.word != "code" && f.word != "staff" {
			return fmt.Errorf("%s %q: want none, code or staff", f.flag, f.word)
		}
	}
	switch {
	case gate != "none" && doors == "none":
		return fmt.Errorf("--gate %s without doors: a gate alone keeps nobody out; add --doors code or --doors staff", gate)
	case gate == "none" && doors != "none":
		return fmt.Errorf("--doors %s without a gate: a script at home would find every door; add --gate code or --gate staff", doors)
	}
	return nil
}

// demoText is the built-in hunt file with somebody at the gate and at the doors.
// With them it is a hunt among strangers: its reader would refuse it else.
func demoText(gate, doors string) string {
	text := string(host.Demo())
	if gate == "none" && doors == "none" {
		return text
	}
	return strings.NewReplacer("trust: friends\n", "trust: open\n", "gate: none\n", "gate: "+gate+"\n", "doors: none\n", "doors: "+doors+"\n").Replace(text)
}

// hunt returns the built-in hunt with this evening's times.
func (d *demo) hunt(opens time.Time) (*game.Hunt, error) {
	h, report := huntfile.Read("demo.yaml", []byte(demoText(d.gate, d.doors)), huntfile.World{})
	if h == nil {
		return nil, errors.New("the built-in hunt is broken:\n" + report.String())
	}
	h.Opens = opens.UnixMilli()
	h.Starts = opens.Add(demoLobby).UnixMilli()
	h.Closes = opens.Add(demoLobby + d.length()).UnixMilli()
	h.Rate = d.rate
	return h, nil
}

// secrets draws the keys of one evening. Those of the codes and the links stay,
// so that a steward's page stays open from one evening to the next.
func (d *demo) secrets() (server.Keys, error) {
	k := keys{Gate: d.stays.Gate, Door: d.stays.Door}
	err := k.complete()
	return k.forServer(), err
}

// greetStewards prints the pages of the gate and the doors, one a place: not
// those of the stewards who only help beside a screen of codes. It names bands,
// not venues: whoever reads it may want to play.
func (d *demo) greetStewards() error {
	hunt, err := d.hunt(time.Now())
	if err != nil {
		return err
	}
	secrets := d.stays.forServer()
	places := secrets.Places(hunt, server.Revisions{})
	for _, p := range places {
		name, who, staff := "gate", "at the start", hunt.Gate == game.GateStaff
		if !p.Gate {
			staff = hunt.Doors == game.DoorsStaff
			name, who = "door", hunt.Bands[hunt.Venues[p.Venue].Band].Name
		}
		if p.Staff != staff {
			continue
		}
		fmt.Fprintf(d.out, "  %s   %s/d/%s   %s\n", name, d.address, p.Secret, who)
	}
	if len(places) > 0 {
		fmt.Fprintf(d.out, "\nThose pages are the stewards': open one beside your own. %s %s\n",
			advice(hunt.Gate == game.GateStaff, "At the gate"), advice(hunt.Doors == game.DoorsStaff, "Where a band is loudest"))
	}
	return nil
}

// advice tells a player of the demo, who is their own steward, what to do.
func advice(staff bool, where string) string {
	if staff {
		return where + " show your pass, and type its number into the page there."
	}
	return where + " type the code that the page there shows."
}

// admits says until when an evening's gate admits.
func admits(h *game.Hunt) string {
	if h.Gate == game.GateNone {
		return ""
	}
	return "the gate admits until " + clock(h.Wall(h.Admission)) + ", "
}
