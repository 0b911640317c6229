package huntfile

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"crescendo/game"
)

// World is what a hunt file may refer to beside its own text. The zero World
// is empty: no variable is set, and songs are not looked for.
type World struct {
	Env  func(name string) (value string, ok bool) // os.LookupEnv in a command
	Song func(path string) error                   // nil where the song at this path, relative to the hunt file, can be used
}

// Read reads a hunt file. The hunt is nil where the report holds a refusal;
// fileName only stands in the report. The report may repeat what the organiser
// wrote about a venue, so it is for their eyes: it belongs on the terminal of
// whoever holds the file, never into a log.
func Read(fileName string, src []byte, world World) (*game.Hunt, Report) {
	r := &reader{world: world, report: Report{File: fileName}}
	hunt := r.file(src)
	r.report.Finish()
	if r.refused {
		return nil, r.report
	}
	return hunt, r.report
}

type reader struct {
	src     []byte
	world   World
	report  Report
	refused bool
	kept    [2]int // problems of each severity
	keys    int    // read so far, those behind aliases each time
}

func (r *reader) file(src []byte) *game.Hunt {
	text, bad := clean(src)
	if bad != nil {
		r.put(*bad)
		return nil
	}
	r.src = text
	root, bad := parse(text)
	if bad != nil {
		r.put(*bad)
		return nil
	}
	r.todos(root)
	return r.hunt(root)
}

// put keeps as many problems of each severity as can be listed, and counts the
// others.
func (r *reader) put(p Problem) {
	r.refused = r.refused || p.Severity == Refused
	if r.kept[p.Severity]++; r.kept[p.Severity] > MaxProblems {
		r.report.Left++
		return
	}
	r.report.Problems = append(r.report.Problems, p)
}

func (r *reader) add(n *yaml.Node, s Severity, thing, trouble, remedy string) {
	r.put(Problem{Line: max(n.Line, 1), Severity: s, Thing: thing, Trouble: trouble, Remedy: remedy})
}

func (r *reader) env(name string) (string, bool) {
	if r.world.Env == nil {
		return "", false
	}
	return r.world.Env(name)
}

// title names the thing of a list as its author would: by its name, else by
// its id, else by its place in the list.
func title(kind string, n *yaml.Node, place string) string {
	n = dealias(n)
	for _, key := range []string{"name", "id"} {
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if v := dealias(n.Content[i+1]); n.Content[i].Value == key && v.Kind == yaml.ScalarNode && strings.TrimSpace(v.Value) != "" {
				return kind + " " + shorten(v.Value)
			}
		}
	}
	return kind + " " + place
}
