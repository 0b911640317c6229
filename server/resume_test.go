package server

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/server/journal"
)

// again sends a resume code and returns what comes of it.
func (w *world) again(code string) (status int, text string) {
	status, text, _ = w.ask("POST", "/v1/resume", `{"code":"`+code+`"}`)
	return status, text
}

// resumeCode asks for a resume code.
func (p *walker) resumeCode() string {
	p.w.t.Helper()
	p.say(wire.AskResume{})
	list := heard[wire.Resume](p)
	if len(list) == 0 || list[len(list)-1].For != wire.ResumeFor.Milliseconds() {
		p.w.t.Fatalf("no resume code: %+v", list)
	}
	return list[len(list)-1].Code
}

// R3: a resume code moves a player to another device: the same player with the
// same state, a new token, and the old one good no more. It works once.
func TestAResumeCodeMovesAPlayerOnce(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		w.begin(p)
		p.tune("owls")
		stay(30*time.Second, p)
		heardBefore := p.frame()
		code := p.resumeCode()
		q := &walker{w: w, token: w.resumed(strings.ToLower(strings.ReplaceAll(code, "-", " "))), name: p.name, at: p.at, sent: &record{}}
		if got := p.closed(); got != wire.CloseReplaced {
			t.Errorf("the old device was closed with %d", got)
		}
		q.connect()
		if got := heard[wire.Welcome](q)[0]; got.Number != 1 || got.Nickname != "Zoë" || !got.Gated || got.Band != "owls" || got.SwitchIn == 0 {
			t.Errorf("welcomed with %+v", got)
		}
		if s := q.frame(); s.Step != heardBefore.Step || s.Word != wire.WordHunting {
			t.Errorf("the new device hears %+v, the old one heard %+v", s, heardBefore)
		}
		conn, _, err := w.socket(&record{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		old := &walker{w: w, conn: conn, gone: make(chan int, 1), steps: make(chan wire.Step), token: p.token, name: "old"}
		go old.read(conn, old.steps, old.gone)
		old.say(wire.Hello{Version: wire.Version, Token: p.token})
		if got := old.closed(); got != wire.CloseUnknown {
			t.Errorf("the old token was closed with %d", got)
		}
		if status, text := w.again(code); status != 403 || !strings.Contains(text, `"resume"`) {
			t.Errorf("a second time: %d %s", status, text)
		}
		q.frame()
		if got := facts[fact.Resumed](w); len(got) != 2 || got[0].Spent || !got[1].Spent || got[0].Code != got[1].Code || got[0].Player != got[1].Player {
			t.Errorf("the journal has %+v", got)
		}
		for where, all := range map[string]string{"the log": w.log.String(), "the journal": journalText(w)} {
			if strings.Contains(all, code) || strings.Contains(all, q.token) {
				t.Errorf("%s shows a secret", where)
			}
		}
	})
}

func journalText(w *world) string {
	var all strings.Builder
	for _, b := range w.raw() {
		all.Write(b)
	}
	return all.String()
}

// R3: ten minutes; and what is no code, or somebody's old one, is one answer.
func TestAResumeCodeGrowsOld(t *testing.T) {
	later := func(c *Config) { c.Hunt.Starts += 3_600_000; c.Hunt.Closes += 3_600_000 }
	play(t, later, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		first := p.resumeCode()
		time.Sleep(wire.ResumeFor - time.Second)
		if status, text := w.again(first); status != 200 {
			t.Errorf("a second before it is too old: %d %s", status, text)
		}
		late := w.join("Jean")
		second := late.resumeCode()
		time.Sleep(wire.ResumeFor + time.Second)
		_, old := w.again(second)
		for _, bad := range []string{"", "0000-0000-0000-0000", first, "''; drop", strings.Repeat("K", 900)} {
			if status, text := w.again(bad); status != 403 || text != old {
				t.Errorf("%.20q: %d %s, want what an old one gets: %s", bad, status, text, old)
			}
		}
		if status, text, _ := w.ask("POST", "/v1/resume", `{"code":"K","player":1}`); status != 400 {
			t.Errorf("more than a code: %d %s", status, text)
		}
	})
}

// R3: that a code works once is decided by the fold: two servers that spend one
// at the same moment let one device in.
func TestTwoServersSpendACodeOnce(t *testing.T) {
	j := &moody{Memory: journal.NewMemory()}
	play(t, also(codes, func(c *Config) { c.Journal = j }), func(t *testing.T, w *world) {
		c := w.config
		c.Songs = testConfig(w.hunt).Songs
		second := start(t, c)
		synctest.Wait()
		p := w.join("Zoë")
		synctest.Wait()
		code := p.resumeCode()
		j.set(func() { j.gate = make(chan struct{}) })
		got := make(chan int, 3)
		for _, at := range []*world{w, second, w} {
			go func() {
				status, _ := at.again(code)
				got <- status
			}()
		}
		synctest.Wait()
		j.set(func() { close(j.gate); j.gate = nil })
		in, out := 0, 0
		for range 3 {
			switch <-got {
			case 200:
				in++
			case 403:
				out++
			}
		}
		if in != 1 || out != 2 {
			t.Errorf("%d devices came in and %d did not", in, out)
		}
		if code := p.closed(); code != wire.CloseReplaced {
			t.Errorf("the old device was closed with %d", code)
		}
	})
}
