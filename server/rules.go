package server

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"crescendo/game"
	"crescendo/game/wire"
	"crescendo/server/door"
)

// rulesText is the page that the rules are written into.
const rulesText = "rules.html"

const maxLanguages = 200 // bytes of a browser's list of languages that are read

// settings are the parts of a hunt that its rules page may tell. It has no room
// for a venue: what the page says, it says of all of them (R12).
type settings struct {
	name, plaza, beacon    string
	opens, starts, closes  int64 // Unix milliseconds
	open, virtual          bool
	invitations            bool
	gate                   game.Gate
	doors                  game.Doors
	rate, bands, seatCount int
	admission              game.Millis
	speedCap, area         float64 // metres a second, metres
	classes                []game.Class
	awards                 []game.Award // by which seats are given here, in the registry's order
	keptFor                []string     // names of the classes for which seats are kept
	kept                   bool
}

func publicSettings(h *game.Hunt) *settings {
	s := &settings{
		name: h.Name, beacon: h.Beacon, opens: h.Opens, starts: h.Starts, closes: h.Closes,
		open: h.Open, virtual: h.Virtual, invitations: h.Invitations, gate: h.Gate, doors: h.Doors,
		rate: max(h.Rate, 1), bands: len(h.Bands), seatCount: h.Seats(), admission: h.Admission,
		speedCap: h.SpeedCap, area: h.Area.Radius, classes: h.Classes,
	}
	if s.speedCap == 0 {
		s.speedCap = game.DefaultCap
	}
	if len(h.Meet) > 0 {
		s.plaza = h.Meet[0].Name
	}
	given, kept := map[string]bool{}, map[int]bool{}
	for _, v := range h.Venues {
		for _, q := range v.Quotas {
			given[q.By], kept[q.Class] = true, true
		}
	}
	registry := h.Awards
	if registry == nil {
		registry = game.StandardAwards()
	}
	for _, a := range registry {
		if given[a.Name] {
			s.awards = append(s.awards, a)
		}
	}
	for i, c := range h.Classes {
		if kept[i+1] {
			s.kept, s.keptFor = true, append(s.keptFor, c.Name)
		}
	}
	return s
}

func (s *settings) gives(award string) bool {
	return slices.ContainsFunc(s.awards, func(a game.Award) bool { return a.Name == award })
}

// tongue is a language of the rules page.
type tongue struct {
	tag, name          string // "fr", "Français"
	title, join, board string
	of                 func(say) string
	comma              bool   // for a decimal point
	band, bands        string // one, several
	seat, seats        string
}

func tongues() []tongue {
	return []tongue{
		{tag: "en", name: "English", title: "The rules", join: "Join the hunt", board: "Leaderboard", of: func(s say) string { return s.en },
			band: "one band plays", bands: "%d bands play", seat: "one seat", seats: "%d seats"},
		{tag: "fr", name: "Français", title: "Les règles", join: "Entrer dans la chasse", board: "Classement", of: func(s say) string { return s.fr }, comma: true,
			band: "Un groupe joue", bands: "%d groupes jouent", seat: "une place", seats: "%d places"},
	}
}

// piece is a part of a sentence: words, or a moment that a browser writes in
// its own zone.
type piece struct {
	Text string
	At   int64  // Unix milliseconds, 0 for words
	ISO  string // of At
}

// section is a part of the page with its sentences.
type section struct {
	Title string
	Lines [][]piece
}

// rulesView is what rules.html is filled with.
type rulesView struct {
	Lang, Title, Name, Join, Board string
	Other, OtherName               string // the other language
	Sections                       []section
}

// rulesPages writes the rules page of a hunt in each language, by its tag. The
// text is rules.html, nil where this server carries no pages.
func rulesPages(h *game.Hunt, text *file) (map[string]*file, error) {
	if text == nil {
		return nil, nil
	}
	page, err := template.New(rulesText).Option("missingkey=error").Parse(string(text.plain))
	if err != nil {
		return nil, err
	}
	pages := map[string]*file{}
	s, all := publicSettings(h), tongues()
	for i, t := range all {
		var b bytes.Buffer
		if err := page.Execute(&b, view(s, t, all[1-i])); err != nil {
			return nil, err
		}
		f := &file{contentType: text.contentType}
		if err := f.set(b.Bytes(), false); err != nil {
			return nil, err
		}
		pages[t.tag] = f
	}
	return pages, nil
}

func view(s *settings, t, other tongue) rulesView {
	v := rulesView{Lang: t.tag, Title: t.title, Name: s.name, Join: t.join, Board: t.board, Other: other.tag, OtherName: other.name}
	figures := s.figures(t)
	for _, p := range s.parts(t) {
		sec := section{Title: t.of(p.title)}
		for _, l := range p.lines {
			if l.when == nil || l.when(s) {
				sec.Lines = append(sec.Lines, fill(t.spaced(t.of(l.say)), figures))
			}
		}
		v.Sections = append(v.Sections, sec)
	}
	return v
}

const hardSpace = "\u00a0" // at which no line ends

// spaced keeps French signs on the line of their word.
func (t tongue) spaced(sentence string) string {
	if t.tag != "fr" {
		return sentence
	}
	return strings.NewReplacer(" :", hardSpace+":", " ;", hardSpace+";", " ?", hardSpace+"?", " !", hardSpace+"!", "« ", "«"+hardSpace, " »", hardSpace+"»").Replace(sentence)
}

// fill puts the figures into a sentence. A word in braces that is no figure is
// a slip of ours, and stays to be seen.
func fill(sentence string, figures map[string]piece) []piece {
	var list []piece
	for sentence != "" {
		words, rest, found := strings.Cut(sentence, "{")
		name, after, closed := strings.Cut(rest, "}")
		f, known := figures[name]
		if !found || !closed || !known {
			return append(list, piece{Text: sentence})
		}
		list = append(list, piece{Text: words}, f)
		sentence = after
	}
	return list
}

// rules sends the rules page in the language that is asked for, or else in the
// one that the browser prefers.
func (s *Server) rules(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Vary", "Accept-Language")
	tag := r.URL.Query().Get("lang")
	if s.rulesIn[tag] == nil {
		tag = preferred(r.Header.Get("Accept-Language"))
	}
	if f := s.rulesIn[tag]; f != nil {
		w.Header().Set("Content-Language", tag)
		f.serve(w, r)
		return
	}
	http.NotFound(w, r)
}

// preferred returns the tag of the page's language that a browser likes best.
func preferred(accept string) string {
	tags, _, err := language.ParseAcceptLanguage(accept[:min(len(accept), maxLanguages)])
	if err != nil {
		return "en"
	}
	_, i, _ := language.NewMatcher([]language.Tag{language.English, language.French}).Match(tags...)
	return tongues()[i].tag
}

// figures are the words in braces: of the hunt, and of the rules where they
// stand in the code.
func (s *settings) figures(t tongue) map[string]piece {
	f := map[string]piece{}
	put := func(name, text string) { f[name] = piece{Text: text} }
	figure := func(name, text string) { put(name, strings.ReplaceAll(text, " ", hardSpace)) } // 5 s stays on one line
	moment := func(name string, ms int64) {
		at := time.UnixMilli(ms).UTC()
		f[name] = piece{Text: at.Format("2006-01-02 15:04 UTC"), At: ms, ISO: at.Format(time.RFC3339)}
	}
	moment("opens", s.opens)
	moment("starts", s.starts)
	moment("closes", s.closes)
	put("plaza", s.plaza)
	put("beacon", s.beacon)
	put("rate", strconv.Itoa(s.rate))
	put("keptFor", strings.Join(s.keptFor, ", "))
	put("bands", counted(s.bands, t.band, t.bands))
	put("seats", counted(s.seatCount, t.seat, t.seats))
	figure("area", t.metres(s.area))
	figure("admission", span(s.admission))
	figure("cap", t.speed(s.speedCap))
	s.constants(t, figure)
	return f
}

// constants are the figures that are the same in every hunt of a kind.
func (s *settings) constants(t tongue, put func(name, text string)) {
	put("resume", span(game.Millis(wire.ResumeFor.Milliseconds())))
	put("code", span(door.StepSeconds*1000))
	put("pass", span(door.PassSeconds*1000))
	put("steps", strconv.Itoa(game.MaxStep))
	put("far", t.metres(game.SilentMetres))
	put("near", t.metres(game.LoudMetres))
	put("bend", fmt.Sprintf("%.0f %%", game.BendShare*100))
	put("switch", span(game.SwitchEvery))
	put("age", span(game.FreshMillis))
	put("weak", span(game.WeakMillis))
	put("saved", t.metres(game.SavedMetres))
	put("lag", t.metres(game.LagMetres))
	put("fastest", t.decimal(game.FastestMPS*3.6)+" km/h")
	put("over", span(game.MostSpeed))
	put("eligible", t.metres(game.DoorMetres))
	put("stay", span(game.DwellAtDoor))
	put("dwell", span(game.DwellAlone))
	put("pends", span(game.Millis(wire.CodePends.Milliseconds())))
	put("tries", strconv.Itoa(wire.MaxTries))
	put("slot", span(game.Slot))
	put("grace", span(game.SlotGrace))
	put("delay", span(game.Millis(wire.BoardDelay.Milliseconds())))
	put("accuracy", t.metres(game.FixMetres))
	put("final", span(game.CloseGrace))
	if s.doors != game.DoorsNone {
		put("accuracy", t.metres(game.DoorFixMetres))
		put("final", span(game.DoorGrace))
	}
}

func counted(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(several, n)
}

// span writes hunt time in the unit in which people say it; the signs are the
// same in both languages.
func span(t game.Millis) string {
	switch {
	case t%60_000 == 0 && t != 0 && t != 60_000:
		return fmt.Sprintf("%d min", t/60_000)
	case t%1000 == 0:
		return fmt.Sprintf("%d s", t/1000)
	}
	return fmt.Sprintf("%d ms", t)
}

func (t tongue) metres(m float64) string {
	if m >= 1000 {
		return t.decimal(m/1000) + " km"
	}
	return t.decimal(m) + " m"
}

func (t tongue) speed(mps float64) string {
	return fmt.Sprintf("%s m/s (%s km/h)", t.decimal(mps), t.decimal(mps*3.6))
}

// decimal writes a number to a tenth.
func (t tongue) decimal(x float64) string {
	s := strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0")
	if t.comma {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}
