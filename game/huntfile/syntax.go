package huntfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// parse returns the only document of the text, or why there is none.
func parse(src []byte) (*yaml.Node, *Problem) {
	loader, err := yaml.NewLoader(bytes.NewReader(src), yaml.WithV4Defaults())
	if err != nil {
		return nil, syntax(src, err)
	}
	var first, second yaml.Node
	if err := loader.Load(&first); errors.Is(err, io.EOF) {
		return nil, &Problem{Line: 1, Thing: "file", Trouble: "is empty", Remedy: "begin with id: and the name of your hunt"}
	} else if err != nil {
		return nil, syntax(src, err)
	}
	if err := loader.Load(&second); err == nil {
		return nil, &Problem{Line: max(second.Line, 1), Thing: "file", Trouble: "a second document begins here", Remedy: "a hunt file has one: delete the line --- or put the rest into a file of its own"}
	} else if !errors.Is(err, io.EOF) {
		return nil, syntax(src, err)
	}
	if len(first.Content) != 1 {
		return nil, &Problem{Line: 1, Thing: "file", Trouble: "is empty", Remedy: "begin with id: and the name of your hunt"}
	}
	return first.Content[0], nil
}

// syntax tells in an organiser's words where the text stops being YAML.
func syntax(src []byte, err error) *Problem {
	p := &Problem{Line: 1, Thing: "YAML"}
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		p.Trouble = oneLine(err.Error())
		return p
	}
	mark := load.Mark
	if unclosed := strings.Contains(load.Message, "end of stream") || strings.Contains(load.Message, "expected ','"); unclosed && load.ContextMark.Line > 0 {
		mark = load.ContextMark
	}
	p.Line, p.Column = max(mark.Line, 1), max(mark.Column, 0)
	p.Trouble, p.Remedy = explain(load.Message, lineAt(src, p.Line), p.Column)
	return p
}

// explain turns what the parser says about a line into trouble and remedy.
func explain(message, line string, column int) (trouble, remedy string) {
	switch {
	case strings.Contains(message, "cannot start any token"):
		return startsWith(line, column)
	case strings.Contains(message, "did not find expected ','") && strings.Contains(line, "${"):
		return "${…} stands bare between { and }", `put it in quotes: "${NAME}"`
	case strings.Contains(message, "did not find expected ','"):
		return "what is opened by { or [ here is not closed, or a comma is missing in it", "add the } or ] or the comma"
	case strings.Contains(message, "mapping values are not allowed"):
		return "a colon stands where no key can be", "align the keys, write a space after each key's colon, and put a value that holds a colon in quotes"
	case strings.Contains(message, "end of stream"):
		return "what is opened here is not closed before the end of the file", "is a quote or a bracket missing?"
	case strings.Contains(message, "max depth"):
		return "brackets are nested too deep", "a hunt file needs four levels"
	case strings.Contains(message, "unknown anchor"):
		return message, "define it above with & or write the value out"
	case strings.Contains(message, "did not find expected"), strings.Contains(message, "could not find expected"):
		return oneLine(message), "align the keys of one thing in one column, each followed by a colon and a space"
	}
	return oneLine(message), ""
}

func startsWith(line string, column int) (trouble, remedy string) {
	runes := []rune(line)
	if strings.Contains(line[:len(line)-len(strings.TrimLeft(line, " \t"))], "\t") {
		return "a tab indents this line", "indent with spaces"
	}
	if column < 1 || column > len(runes) {
		return "a value begins with a character that YAML keeps for itself", "put the value in quotes"
	}
	return fmt.Sprintf("a value begins with %q, which YAML keeps for itself", runes[column-1]), "put the value in quotes"
}

// lineAt returns a line of the text, counted from 1, without its end.
func lineAt(src []byte, number int) string {
	for range number - 1 {
		_, rest, found := bytes.Cut(src, []byte("\n"))
		if !found {
			return ""
		}
		src = rest
	}
	line, _, _ := bytes.Cut(src, []byte("\n"))
	return strings.TrimSuffix(string(line), "\r")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
