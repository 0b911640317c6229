package browser

import (
	"encoding/json"
	"fmt"
	"strings"
)

const maxSaid = 1000 // entries kept of a page's console, the first ones

// Said is one entry of a page's console: what its scripts logged, what they
// threw, and what the browser had to complain about.
type Said struct {
	Level string // "log", "info", "warning", "error", …; what was thrown is an "error"
	Text  string
	Where string // address:line, "" where that is not known
}

// String returns the entry as one line.
func (s Said) String() string { return strings.TrimSuffix(s.Level+": "+s.Text+" at "+s.Where, " at ") }

// Console returns everything that was said so far, at most its first thousand
// entries.
func (p *Page) Console() []Said {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Said(nil), p.said...)
}

// Errors returns the errors of Console: exceptions that nobody caught among
// them, and files that could not be loaded.
func (p *Page) Errors() []Said {
	var list []Said
	for _, s := range p.Console() {
		if s.Level == "error" || s.Level == "assert" {
			list = append(list, s)
		}
	}
	return list
}

func (p *Page) say(s Said) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.said) < maxSaid {
		p.said = append(p.said, s)
	}
}

// hear handles the page's events, on the reader's goroutine.
func (p *Page) hear(e event) {
	switch e.Method {
	case "Runtime.consoleAPICalled":
		p.logged(e.Params)
	case "Runtime.exceptionThrown":
		var x struct{ ExceptionDetails thrown }
		if json.Unmarshal(e.Params, &x) == nil {
			p.say(Said{"error", x.ExceptionDetails.String(), place(x.ExceptionDetails.URL, x.ExceptionDetails.LineNumber)})
		}
	case "Log.entryAdded":
		var x struct {
			Entry struct {
				Level, Text, URL string
				LineNumber       int
			}
		}
		if json.Unmarshal(e.Params, &x) == nil {
			p.say(Said{x.Entry.Level, x.Entry.Text, place(x.Entry.URL, x.Entry.LineNumber)})
		}
	case "Page.javascriptDialogOpening": // or everything stands still
		p.b.tell(p.session, "Page.handleJavaScriptDialog", object{"accept": true})
	}
}

func (p *Page) logged(params json.RawMessage) {
	var x struct {
		Type       string
		Args       []remote
		StackTrace struct {
			CallFrames []struct {
				URL        string
				LineNumber int
			}
		}
	}
	if json.Unmarshal(params, &x) != nil {
		return
	}
	words := make([]string, len(x.Args))
	for i, a := range x.Args {
		words[i] = a.String()
	}
	s := Said{Level: x.Type, Text: strings.Join(words, " ")}
	if f := x.StackTrace.CallFrames; len(f) > 0 {
		s.Where = place(f[0].URL, f[0].LineNumber)
	}
	p.say(s)
}

// place counts lines from 1, where the protocol counts from 0.
func place(url string, line int) string {
	if url == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", url, line+1)
}

// remote is a value in the page.
type remote struct {
	Value       json.RawMessage
	Description string
}

func (r remote) String() string {
	var s string
	switch {
	case r.Description != "":
		return r.Description
	case json.Unmarshal(r.Value, &s) == nil:
		return s
	}
	return string(r.Value)
}

// thrown is an exception.
type thrown struct {
	Text       string
	URL        string
	LineNumber int
	Exception  remote
}

func (t thrown) String() string { return strings.TrimSpace(t.Text + " " + t.Exception.String()) }
