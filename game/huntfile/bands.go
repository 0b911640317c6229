package huntfile

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"crescendo/game"
)

func (r *reader) bands(o *object, d *draft) {
	v, ok := o.need("bands")
	if !ok {
		return
	}
	seen := map[string]*yaml.Node{}
	for i, n := range v.list() {
		b := r.object(n, title("band", n, strconv.Itoa(i+1)), bandKeys)
		if b == nil {
			continue
		}
		band := r.band(b)
		b.unique(seen, "id", band.ID, Refused, "give each band an id of its own")
		b.unique(seen, "name", strings.ToLower(band.Name), Refused, "nobody could tell them apart")
		b.unique(seen, "colour", band.Colour, Warned, "they look alike on the map")
		b.unique(seen, "song", band.Song, Warned, "they sound alike")
		if n := b.fields["id"]; n != nil { // as it is written, so that one wrong id is one problem
			if _, taken := d.bands[n.Value]; !taken {
				d.bands[n.Value] = len(d.hunt.Bands)
			}
		}
		d.hunt.Bands, d.groups = append(d.hunt.Bands, band), append(d.groups, b)
	}
}

func (r *reader) band(b *object) game.Band {
	var band game.Band
	if v, ok := b.need("id"); ok {
		band.ID, _ = v.id()
	}
	if v, ok := b.need("name"); ok {
		band.Name, _ = v.name()
	}
	if v, ok := b.need("colour"); ok {
		band.Colour, _ = v.colour()
	}
	if v, ok := b.need("song"); ok {
		band.Song, _ = v.song()
	}
	return band
}

// unique reports that a key says in this thing what it said in an earlier one.
func (o *object) unique(seen map[string]*yaml.Node, key, says string, s Severity, remedy string) {
	n := o.fields[key]
	if n == nil || says == "" {
		return
	}
	if first, twice := seen[key+" "+says]; twice {
		o.r.add(n, s, o.thing, fmt.Sprintf("%s is %s, as on line %d", key, shorten(n.Value), first.Line), remedy)
		return
	}
	seen[key+" "+says] = n
}

var (
	colour      = regexp.MustCompile(`^#[0-9a-f]{6}$`)
	bareColour  = regexp.MustCompile(`^[0-9a-f]{6}$`)
	shortColour = regexp.MustCompile(`^#?([0-9a-f])([0-9a-f])([0-9a-f])$`)
)

// colour returns "#rrggbb" in small letters.
func (v value) colour() (string, bool) {
	if !v.scalar() {
		return "", false
	}
	c := strings.ToLower(v.text)
	if colour.MatchString(c) {
		return c, true
	}
	remedy := `write "#" and six digits 0-9 or a-f: red, green, blue`
	if s := shortColour.FindStringSubmatch(c); s != nil {
		remedy = fmt.Sprintf("write %q", "#"+s[1]+s[1]+s[2]+s[2]+s[3]+s[3])
	} else if bareColour.MatchString(c) {
		remedy = fmt.Sprintf("write %q", "#"+c)
	}
	v.refuse(fmt.Sprintf("is %s, not a colour", v.shown()), remedy)
	return "", false
}

// song returns builtin:N, or the path of a song beside the hunt file.
func (v value) song() (string, bool) {
	if !v.scalar() {
		return "", false
	}
	if number, builtin := strings.CutPrefix(v.text, builtinPrefix); builtin {
		if n, err := strconv.Atoi(number); err == nil && n >= 1 && n <= BuiltinSongs && strconv.Itoa(n) == number {
			return v.text, true
		}
		v.refuse(fmt.Sprintf("is %s, which is not built in", v.shown()), fmt.Sprintf("there are builtin:1 to builtin:%d", BuiltinSongs))
		return "", false
	}
	return v.songFile()
}

func (v value) songFile() (string, bool) {
	end := strings.ToLower(path.Ext(v.text))
	switch {
	case len(v.text) > MaxSong || strings.ContainsFunc(v.text, control):
		v.refuse("is no path of a file", fmt.Sprintf("write at most %d letters on one line", MaxSong))
	case strings.Contains(v.text, `\`):
		v.refuse(fmt.Sprintf("is %s", v.shown()), "write / between folders: "+strings.ReplaceAll(v.text, `\`, "/"))
	case !fs.ValidPath(v.text) || v.text == ".":
		v.refuse(fmt.Sprintf("is %s, which lies outside the hunt file's folder", v.shown()), "put the song beside the hunt file and write its name")
	case !slices.Contains([]string{".ogg", ".wav"}, end):
		v.refuse(fmt.Sprintf("is %s, neither .ogg nor .wav", v.shown()), "turn it into Ogg Vorbis: ffmpeg -i SONG -c:a libvorbis SONG.ogg")
	case v.r.world.Song == nil:
		return v.text, true
	default:
		if err := v.r.world.Song(v.text); err != nil {
			v.refuse(fmt.Sprintf("is %s, which cannot be used: %s", v.shown(), oneLine(err.Error())), "it should be Ogg Vorbis or WAV, beside the hunt file")
			return "", false
		}
		return v.text, true
	}
	return "", false
}
