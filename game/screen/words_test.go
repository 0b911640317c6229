package screen

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"testing"
	"time"

	"crescendo/game/client"
	"crescendo/game/sense"
	"crescendo/game/wire"
)

// said gathers every sentence of a language by where it stands.
func said(v reflect.Value, at string, into map[string]string) {
	switch v.Kind() {
	case reflect.String:
		into[at] = v.String()
	case reflect.Struct:
		for i := range v.NumField() {
			said(v.Field(i), at+"."+v.Type().Field(i).Name, into)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			said(v.MapIndex(k), fmt.Sprint(at, ".", k), into)
		}
	}
}

// Both languages say everything, with the same gaps.
func TestEveryLanguageSaysEverything(t *testing.T) {
	gap := regexp.MustCompile(`\{[a-z]+\}`)
	en, fr := map[string]string{}, map[string]string{}
	said(reflect.ValueOf(english), "", en)
	said(reflect.ValueOf(french), "", fr)
	if len(en) != len(fr) || len(en) < 50 {
		t.Errorf("English says %d things, French %d", len(en), len(fr))
	}
	for at, a := range en {
		b := fr[at]
		if a == "" || b == "" {
			t.Errorf("%s: %q in English, %q in French: something is missing", at, a, b)
		}
		ga, gb := gap.FindAllString(a, -1), gap.FindAllString(b, -1)
		slices.Sort(ga)
		slices.Sort(gb)
		if !slices.Equal(ga, gb) {
			t.Errorf("%s: gaps %v in English, %v in French", at, ga, gb)
		}
	}
}

func TestEveryEndAndRefusalHasWords(t *testing.T) {
	for _, l := range sense.Languages() {
		w := speak(l)
		for _, code := range []client.Code{client.Replaced, client.Unknown, client.OtherVersion, client.NewHunt, client.BadAddress, client.NotHere} {
			if p := w.farewell(client.Trouble{Code: code}); p == w.otherwise || p.advice == "" {
				t.Errorf("%s: %s has no farewell of its own", l, code)
			}
		}
		if p := w.farewell(client.Trouble{Code: "full", Text: "The hunt is full."}); p.advice != "The hunt is full." {
			t.Errorf("%s: a server's own refusal is told as %q", l, p.advice)
		}
		for _, code := range []client.Code{client.PositionDenied, client.PositionMissing, client.PositionFailed} {
			if w.noPosition(client.Trouble{Code: code}) == "" {
				t.Errorf("%s: %s has no words", l, code)
			}
		}
		for _, r := range []wire.GateRefusal{wire.GateCode, wire.GateTries, wire.GateClosed} {
			if w.gateRefused[r] == "" {
				t.Errorf("%s: refusal %s at the gate has no words", l, r)
			}
		}
		for _, r := range []wire.TuneRefusal{wire.TuneUnknown, wire.TuneTooSoon, wire.TuneFull, wire.TuneOver} {
			if w.refused[r] == "" {
				t.Errorf("%s: refusal %s has no words", l, r)
			}
		}
	}
}

func TestClocksRoundUp(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0:00", -time.Hour: "0:00", time.Millisecond: "0:01", 59 * time.Second: "0:59", 59*time.Second + 1: "1:00",
		time.Hour - 1: "1:00:00", 3*time.Hour + 62*time.Second: "3:01:02",
	} {
		if got := clock(d); got != want {
			t.Errorf("clock(%v) = %q, want %q", d, got, want)
		}
	}
}
