package wire

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew; say in the commit why they changed")

var place = PublicPlace{Name: "Place de la République", Lat: 488675000, Lon: 23638000}

var hunt = Hunt{
	ID: "paris", Name: "A night in Paris", Opens: 1781971200000, Starts: 1781982000000, Closes: 1781991000000,
	Rate: 8, Virtual: true, Area: PublicPlace{Lat: 488566000, Lon: 23522000, RadiusM: 6000}, Meet: []PublicPlace{place},
	Bands: []Band{{ID: "owls", Name: "The Owls", Colour: "#e8b04a", Song: "/v1/songs/5f3a"}}, Seats: 10,
	BedSong: "/v1/songs/77aa", CityPath: "/v1/city",
	Trust: "open", Gate: "code", Doors: "staff", Admission: 600000, Classes: []Class{{ID: "wheels", Name: "On wheels"}},
	Invitation: true, Commitment: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}

var won = Won{Band: "owls", Seat: 3, Venue: PublicPlace{Name: "Fountain", Lat: 488609000, Lon: 23412000}, Ticket: &ticket}

var ticket = Ticket{Text: "CRESCENDO T1 paris 17 owls 3", Size: 3, Modules: []byte{0xd5, 0x80}}

var broadcast = Broadcast{Text: "Metro 4 stands still: take your time.", Server: 1781982500000}

var ended = Ended{
	Standings: []Standing{{Band: "owls", Seat: 1, Name: "Player 17"}, {Band: "owls", Seat: 2, Name: "Zoë <3"}},
	Venues:    []RevealedVenue{{Band: "owls", Place: won.Venue}},
}

var board = Board{
	Hunt: "paris", Name: "A night in Paris", Phase: PhaseOver, Server: 1781991030000, Opens: hunt.Opens, Starts: hunt.Starts,
	Closes: hunt.Closes, Next: 1781991060000, Rate: 8, Players: 42, Seats: 10, SeatsLeft: 8,
	Bands: []BandBoard{{ID: "owls", Name: "The Owls", Colour: "#e8b04a", Full: true}}, Standings: ended.Standings, Venues: ended.Venues,
}

// samples is one of each message, every field set.
var samples = map[Type]any{
	TypeHello: Hello{Version: 1, Token: "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ"},
	TypeTune:  Tune{Band: "owls"},
	TypeWelcome: Welcome{
		Version: 1, Epoch: 4, Number: 17, Nickname: "Zoë <3", Hunt: hunt, Phase: PhaseRunning, Server: 1781982012345,
		Band: "owls", SwitchIn: 88000, Full: []string{"foxes"}, Arrived: []string{"owls", "foxes"}, Waiting: []string{"foxes"},
		Seat: &won, Ended: &ended, Gated: true, Out: "Seen on a scooter.", Broadcasts: []Broadcast{broadcast}, Gone: []string{"bats"},
	},
	TypePhase:       Phase{Phase: PhaseClosing, Server: 1781991000000},
	TypeTuned:       Tuned{Band: "owls", SwitchIn: 90000},
	TypeTuneRefused: TuneRefused{Band: "foxes", Reason: TuneTooSoon, SwitchIn: 31000},
	TypeBandFull:    BandFull{Band: "foxes"},
	TypeArrived:     Arrived{Band: "owls", Provisional: 3},
	TypeWaiting:     Waiting{Band: "foxes"},
	TypeWon:         won,
	TypeEnded:       ended,
	TypeBoard:       board,
	TypePresent:     Present{At: AtDoor, Band: "owls", Code: "5724833"},
	TypeAskPass:     AskPass{},
	TypeAskResume:   AskResume{},
	TypeGiveBack:    GiveBack{},
	TypeNoted:       Noted{At: AtDoor},
	TypeGated:       Gated{},
	TypeGateRefused: GateRefused{Reason: GateTries},
	TypePass:        Pass{Text: "CRESCENDO P1 17 3F7A", Typed: "17-5724833", Size: 3, Modules: []byte{0xd5, 0x80}, Server: 1781982012345, For: 15000},
	TypeResume:      Resume{Code: "K7WM-2QXA-9DTR", For: 600000},
	TypeOut:         Out{Reason: "Seen on a scooter."},
	TypeBack:        Back{},
	TypeBroadcast:   broadcast,
	TypeBandFree:    BandFree{Band: "owls"},
	TypeBandGone:    BandGone{Band: "bats"},
	TypeSeatGone:    SeatGone{},
}

var frame = Frame{Epoch: 4, Sequence: 1203, Sent: 3723004, Count: 2, Fixes: [MaxFixes]Fix{
	{Lat: 488566000, Lon: 23522000, AccuracyDM: 84, At: 3722000},
	{Lat: -338688000, Lon: -1512093000, AccuracyDM: 65535, At: 3723000},
}}

var step = Step{
	Band: 2, Step: 41, Word: WordCatchUp, Period: 2, CatchUp: 320, Sequence: 1203, Fog: FogLight,
	Sent: 3723004, Server: 1781982012345,
}

func TestEachMessageHasItsGoldenFile(t *testing.T) {
	for name, m := range samples {
		t.Run(string(name), func(t *testing.T) {
			text := encode(t, m)
			golden(t, string(name)+".json", append(text, '\n'))
			if got := decode(t, m, text); !reflect.DeepEqual(got, m) {
				t.Errorf("came back as\n%#v\nwant\n%#v", got, m)
			}
		})
	}
}

func TestFrameAndStepHaveTheirGoldenFiles(t *testing.T) {
	b := frame.Append(nil)
	golden(t, "frame.hex", dump(b))
	var f Frame
	if err := f.Decode(b); err != nil || f != frame {
		t.Errorf("the frame came back as %+v, %v; want %+v", f, err, frame)
	}
	b = step.Append(nil)
	golden(t, "step.hex", dump(b))
	var s Step
	if err := s.Decode(b); err != nil || s != step {
		t.Errorf("the step came back as %+v, %v; want %+v", s, err, step)
	}
}

func TestWhatTravelsOverHTTPHasItsGoldenFile(t *testing.T) {
	for name, v := range map[string]any{
		"http_hunt.json":   hunt,
		"http_join.json":   JoinRequest{Nickname: "Zoë <3", Salt: []byte("sixteen bytes ok"), Class: "wheels", Invitation: "0021-K7WM2QXA9D"},
		"http_resume.json": ResumeRequest{Code: "K7WM-2QXA-9DTR"},
		"http_reply.json":  JoinReply{Token: "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ", Number: 17, Nickname: "Zoë <3"},
		"http_error.json":  ErrorReply{Code: "nickname_long", Message: "That name is too long: use at most 24 characters."},
	} {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name, append(text, '\n'))
	}
}

// dump writes bytes as lines of four, as the tables of the package count them.
func dump(b []byte) []byte {
	var out strings.Builder
	for i := 0; i < len(b); i += 4 {
		out.WriteString(hex.EncodeToString(b[i:min(i+4, len(b))]) + "\n")
	}
	return []byte(out.String())
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is now\n%s\nwant\n%s\na device in somebody's hand speaks the golden words: a change needs a new Version", name, got, want)
	}
}

func encode(t *testing.T, m any) (text []byte) {
	t.Helper()
	var err error
	switch m := m.(type) {
	case ToServer:
		text, err = EncodeToServer(m)
	case ToPlayer:
		text, err = EncodeToPlayer(m)
	case ToSpectator:
		text, err = EncodeToSpectator(m)
	}
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func decode(t *testing.T, like any, text []byte) (m any) {
	t.Helper()
	var err error
	switch like.(type) {
	case ToServer:
		m, err = DecodeToServer(text)
	case ToPlayer:
		m, err = DecodeToPlayer(text)
	case ToSpectator:
		m, err = DecodeToSpectator(text)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}
