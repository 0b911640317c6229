package huntfile

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Undecided is what stands behind a key that its organiser has still to decide.
const Undecided = "TODO"

// undecided refuses a value that is TODO, with what to write.
func (v value) undecided() bool {
	if v.node.Kind != yaml.ScalarNode || v.node.Value != Undecided {
		return false
	}
	remedy := "write yours, such as " + v.key.example
	if len(v.key.words) > 0 {
		remedy = "write one of " + strings.Join(v.key.words, ", ")
	}
	v.refuse("is "+Undecided+": still to be decided", remedy)
	return true
}

// todo is a comment that begins with TODO.
var todo = regexp.MustCompile(`(?:^|[ \t])#+[ \t]*` + Undecided + `\b:?[ \t]*([^\n\r]*)`)

// todos lists every comment that says what is still to be decided.
func (r *reader) todos(root *yaml.Node) {
	text := map[int]bool{} // lines where a name holds what looks like a comment
	quoted(root, 0, text)
	for i, line := range strings.Split(string(r.src), "\n") {
		said := todo.FindStringSubmatch(line)
		if said == nil || text[i+1] {
			continue
		}
		what := strings.TrimSpace(said[1])
		if what == "" {
			what = "something here is still to be decided"
		}
		r.put(Problem{Line: i + 1, Severity: Warned, Thing: Undecided, Trouble: what, Remedy: "decide, and delete the comment"})
	}
}

// quoted finds the lines on which a value is written that holds what looks
// like such a comment, or that goes on over several lines.
func quoted(n *yaml.Node, depth int, lines map[int]bool) {
	if depth > todoDepth {
		return
	}
	if n.Kind == yaml.ScalarNode && todo.MatchString(n.Value) {
		for i := range strings.Count(n.Value, "\n") + 2 {
			lines[n.Line+i] = true
		}
	}
	for _, child := range n.Content {
		quoted(child, depth+1, lines)
	}
}
