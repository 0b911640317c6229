package wire

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestFrameIsRefusedUnlessItIsWhatAppendWrites(t *testing.T) {
	whole := frame.Append(nil)
	for name, c := range map[string]struct {
		change  func(b []byte) []byte
		version bool
	}{
		"empty":               {change: func([]byte) []byte { return nil }},
		"one byte":            {change: func(b []byte) []byte { return b[:1] }},
		"one byte short":      {change: func(b []byte) []byte { return b[:FrameSize-1] }},
		"one byte long":       {change: func(b []byte) []byte { return append(b, 0) }},
		"a step":              {change: func([]byte) []byte { return step.Append(nil) }},
		"kind of a step":      {change: set(1, 2)},
		"another version":     {change: set(0, 2), version: true},
		"another and shorter": {change: func(b []byte) []byte { b[0] = 2; return b[:50] }, version: true},
		"five fixes":          {change: set(2, 5)},
		"a flag":              {change: set(3, 1)},
		"a third fix unsaid":  {change: set(60, 1)},
		"padding of a fix":    {change: set(30, 1)},
		"padding of no fix":   {change: set(90, 1)},
	} {
		t.Run(name, func(t *testing.T) {
			var f Frame
			err := f.Decode(c.change(slices.Clone(whole)))
			if err == nil || errors.Is(err, ErrVersion) != c.version {
				t.Errorf("got %v, want an error (of the version: %t)", err, c.version)
			}
		})
	}
}

func TestStepIsRefusedUnlessItIsWhatAServerWrites(t *testing.T) {
	whole := step.Append(nil)
	for name, change := range map[string]func([]byte) []byte{
		"empty":            func([]byte) []byte { return nil },
		"one byte short":   func(b []byte) []byte { return b[:StepSize-1] },
		"one byte long":    func(b []byte) []byte { return append(b, 0) },
		"another version":  set(0, 9),
		"a frame's kind":   set(1, 1),
		"band 32":          set(2, 32),
		"loudness 64":      set(3, 64),
		"a word unheard":   set(4, byte(wordEnd)),
		"a fog too thick":  set(12, byte(fogEnd)),
		"its first unused": set(13, 1),
		"its last unused":  set(15, 1),
	} {
		t.Run(name, func(t *testing.T) {
			var s Step
			if err := s.Decode(change(slices.Clone(whole))); err == nil {
				t.Errorf("got %+v, want an error", s)
			}
		})
	}
}

func set(at int, to byte) func([]byte) []byte {
	return func(b []byte) []byte { b[at] = to; return b }
}

func TestWhatGoesUpIsStrict(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"nothing":             {text: ``},
		"no JSON":             {text: `hello`},
		"null":                {text: `null`},
		"a list":              {text: `[{"type":"hello"}]`},
		"no type":             {text: `{"version":1,"token":"x"}`, want: ErrUnknownType},
		"type of another":     {text: `{"type":"welcome"}`, want: ErrUnknownType},
		"type of a spectator": {text: `{"type":"board"}`, want: ErrUnknownType},
		"type no string":      {text: `{"type":7}`},
		"unknown field":       {text: `{"type":"tune","band":"owls","loud":true}`},
		"place in a tune":     {text: `{"type":"tune","band":"owls","lat_e7":1}`},
		"wrong kind":          {text: `{"type":"tune","band":["owls"]}`},
		"two values":          {text: `{"type":"tune","band":"owls"} {}`},
		"cut short":           {text: `{"type":"tune","band":"ow`},
		"older":               {text: `{"type":"hello","version":0,"token":"x"}`, want: ErrVersion},
		"newer, other fields": {text: `{"type":"hello","version":2,"ticket":"x"}`, want: ErrVersion},
		"place in a present":  {text: `{"type":"present","at":"door","band":"owls","code":"5724833","lat_e7":1}`},
		"present nowhere":     {text: `{"type":"present","at":"home","code":"5724833"}`},
		"a number for a code": {text: `{"type":"present","at":"door","code":5724833}`},
		"a wish with more":    {text: `{"type":"ask_pass","player":17}`},
		"somebody else's":     {text: `{"type":"give_back","player":17}`},
		"resume, and another": {text: `{"type":"ask_resume"}{}`},
		"too long":            {text: `{"type":"tune","band":"` + strings.Repeat("o", MaxMessageUp) + `"}`},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := DecodeToServer([]byte(c.text))
			if err == nil || m != nil || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("got %v, %v; want an error like %v", m, err, c.want)
			}
			if err != nil && len(err.Error()) > 300 {
				t.Errorf("an error of %d bytes: it quotes what it refuses", len(err.Error()))
			}
		})
	}
}

func TestWhatComesDownMaySayMore(t *testing.T) {
	m, err := DecodeToPlayer([]byte(`{"type":"band_full","band":"owls","why":"a newer server says more"}`))
	if err != nil || m != (BandFull{Band: "owls"}) {
		t.Errorf("got %v, %v; want the band, and the rest skipped", m, err)
	}
	if _, err := DecodeToPlayer([]byte(`{"type":"weather","rain":true}`)); !errors.Is(err, ErrUnknownType) {
		t.Errorf("got %v, want ErrUnknownType, which a device skips", err)
	}
	if _, err := DecodeToSpectator([]byte(`{"type":"won","band":"owls"}`)); !errors.Is(err, ErrUnknownType) {
		t.Errorf("got %v: a spectator knows no message of a player's", err)
	}
	for _, text := range []string{``, `{`, `{"type":"won","seat":"three"}`, `{"type":"tuned"`} {
		if m, err := DecodeToPlayer([]byte(text)); err == nil {
			t.Errorf("%q was read as %v", text, m)
		}
	}
}

func TestBinaryMessagesHaveNoJSON(t *testing.T) {
	if b, err := EncodeToServer(frame); err == nil {
		t.Errorf("a frame became %s", b)
	}
	if b, err := EncodeToPlayer(step); err == nil {
		t.Errorf("a step became %s", b)
	}
}

func TestJoinRequestIsStrict(t *testing.T) {
	whole, err := json.Marshal(JoinRequest{Nickname: strings.Repeat("ф", MaxNickname), Salt: make([]byte, SaltBytes)})
	if err != nil {
		t.Fatal(err)
	}
	if m, err := DecodeJoinRequest(whole); err != nil || len([]rune(m.Nickname)) != MaxNickname {
		t.Errorf("got %v, %v", m, err)
	}
	for name, body := range map[string]string{
		"nothing":       ``,
		"no salt":       `{"nickname":"Zoë"}`,
		"short salt":    `{"nickname":"Zoë","salt":"AAAA"}`,
		"salt not base": `{"nickname":"Zoë","salt":"****"}`,
		"unknown":       `{"nickname":"Zoë","salt":"AAAAAAAAAAAAAAAAAAAAAA==","admin":true}`,
		"twice":         `{"nickname":"Zoë","salt":"AAAAAAAAAAAAAAAAAAAAAA=="}{}`,
		"too long":      `{"nickname":"` + strings.Repeat("Z", MaxJoinBody) + `","salt":"AAAAAAAAAAAAAAAAAAAAAA=="}`,
	} {
		if m, err := DecodeJoinRequest([]byte(body)); err == nil {
			t.Errorf("%s: read as %v", name, m)
		}
	}
}

func TestResumeRequestIsStrict(t *testing.T) {
	if m, err := DecodeResumeRequest([]byte(`{"code":"K7WM-2QXA-9DTR"}`)); err != nil || m.Code != "K7WM-2QXA-9DTR" {
		t.Errorf("got %v, %v", m, err)
	}
	for name, body := range map[string]string{
		"nothing":  ``,
		"unknown":  `{"code":"K7WM","player":17}`,
		"twice":    `{"code":"K7WM"}{}`,
		"too long": `{"code":"` + strings.Repeat("K", MaxJoinBody) + `"}`,
	} {
		if m, err := DecodeResumeRequest([]byte(body)); err == nil {
			t.Errorf("%s: read as %v", name, m)
		}
	}
}

// TestTheLongestEndedFits counts the limits of limits.go together.
func TestTheLongestEndedFits(t *testing.T) {
	full := Ended{Standings: make([]Standing, MaxSeats)}
	for i := range full.Standings {
		full.Standings[i] = Standing{Band: strings.Repeat("b", 64), Seat: i, Name: strings.Repeat("<", MaxNickname)}
	}
	if _, err := EncodeToPlayer(full); err != nil {
		t.Error(err)
	}
}

func TestComeBack(t *testing.T) {
	for code, want := range map[int]bool{
		CloseComeBack: true, CloseSlow: true, 1001: true, 1006: true, 4999: true,
		CloseGarbage: false, CloseTooBig: false, CloseReplaced: false, CloseUnknown: false, CloseVersion: false, CloseNewHunt: false,
	} {
		if ComeBack(code) != want {
			t.Errorf("ComeBack(%d) is %t, want %t", code, !want, want)
		}
	}
}
