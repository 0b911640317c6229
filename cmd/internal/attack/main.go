// Command attack plays the suite that keeps the secret (package game/attack) in
// its full form, and prints what each attack must not reach, and what it did.
// It fails when one reached too much.
//
//	attack                          every row, as often as the table has it
//	attack -table game/attack/table.go    and write the table into the package's documentation
//	attack -row O8                  one row
//	attack -row O8 -runs 20         so often
//	attack -row O8 -run 17          that run of it alone: what fails names one
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"crescendo/game/attack"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "attack:", err)
		os.Exit(1)
	}
}

// orders are what the command line says.
type orders struct {
	row   string // "" for all
	runs  int    // 0 for as many as the table has
	one   int    // the number of the only run, -1 for all
	table string // the file to write, "" for none
}

func parse(args []string) (o orders, err error) {
	flags := flag.NewFlagSet("attack", flag.ContinueOnError)
	flags.StringVar(&o.row, "row", "", "the id of the only row to play")
	flags.IntVar(&o.runs, "runs", 0, "how often to play each row; 0 for as often as the table has it")
	flags.IntVar(&o.one, "run", -1, "the number of the only run to play")
	flags.StringVar(&o.table, "table", "", "the Go file to write the table to")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if o.table != "" && (o.row != "" || o.runs != 0 || o.one >= 0) {
		return o, fmt.Errorf("-table wants the whole suite: leave out -row, -runs and -run")
	}
	if o.one >= 0 && o.row == "" {
		return o, fmt.Errorf("-run %d: say of which row, by -row", o.one)
	}
	return o, nil
}

func run(args []string, out io.Writer) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	suite, err := o.choose(attack.Suite())
	if err != nil {
		return err
	}
	rows, failed := o.play(suite, out)
	if o.table != "" {
		if err := os.WriteFile(o.table, []byte(attack.Source(rows)), 0o644); err != nil {
			return fmt.Errorf("writing the table: %w", err)
		}
	}
	if len(failed) > 0 && o.one < 0 {
		return fmt.Errorf("%d of %d rows failed: %s", len(failed), len(rows), strings.Join(failed, ", "))
	}
	return nil
}

func (o orders) choose(suite []attack.Attack) ([]attack.Attack, error) {
	if o.row == "" {
		return suite, nil
	}
	var ids []string
	for _, a := range suite {
		if a.ID == o.row {
			return []attack.Attack{a}, nil
		}
		ids = append(ids, a.ID)
	}
	return nil, fmt.Errorf("there is no row %q: choose one of %s", o.row, strings.Join(ids, " "))
}

// play plays the rows, printing each when it is done, and returns what they
// measured and the ids of those that failed.
func (o orders) play(suite []attack.Attack, out io.Writer) (rows []attack.Row, failed []string) {
	for _, a := range suite {
		began := time.Now()
		row := o.playOne(a)
		rows = append(rows, row)
		fmt.Fprint(out, attack.Table([]attack.Row{row}))
		ok := true
		for _, m := range row.Measures {
			ok = ok && m.OK()
			if !m.OK() {
				fmt.Fprintf(out, "    -> %s\n", m)
			}
		}
		if !ok {
			failed = append(failed, a.ID)
		}
		fmt.Fprintf(out, "    (%s)\n", time.Since(began).Round(100*time.Millisecond))
	}
	return rows, failed
}

func (o orders) playOne(a attack.Attack) attack.Row {
	switch {
	case o.one >= 0:
		return attack.Row{Attack: a, Runs: 1, Measures: a.Replay(o.one)}
	case o.runs > 0:
		return attack.Row{Attack: a, Runs: o.runs, Measures: a.Play(o.runs)}
	}
	return attack.Row{Attack: a, Runs: a.Runs.Full, Measures: a.Play(a.Runs.Full)}
}
