package huntfile

import (
	"fmt"
	"strings"

	"crescendo/game"
)

// quotas reads the seats of a venue, and refuses ways of giving them whose
// needs this hunt does not have (R10).
func (r *reader) quotas(b *object, d *draft) []game.Quota {
	v, ok := b.need("quotas")
	if !ok {
		return nil
	}
	var list []game.Quota
	for i, n := range v.list() {
		q := r.object(n, fmt.Sprintf("%s, quota %d", b.thing, i+1), quotaKeys)
		if q == nil {
			continue
		}
		var quota game.Quota
		if v, ok := q.need("seats"); ok {
			quota.Seats, _ = v.whole()
		}
		if v, ok := q.need("by"); ok {
			quota.By = r.award(v, d)
		}
		if v, ok := q.value("class"); ok {
			quota.Class = r.quotaClass(v, d)
		}
		list = append(list, quota)
	}
	return list
}

// award returns the way in which the seats of a quota are given.
func (r *reader) award(v value, d *draft) string {
	var names []string
	for _, a := range game.StandardAwards() {
		names = append(names, fmt.Sprintf("%s (%s)", a.Name, a.RuleEN))
	}
	word, ok := v.word("write " + strings.Join(names, " or "))
	if !ok {
		return ""
	}
	a, _ := d.hunt.Award(word)
	if a.Needs.Staff && d.doored && d.hunt.Doors != game.DoorsStaff {
		v.refuse(fmt.Sprintf("is %s, which needs doors: staff: its seats go to whoever was there, and only a steward sees that", word), "write doors: staff, or by: first")
	}
	if a.Needs.Beacon && d.hunt.Beacon == "" && !d.root.there("beacon") {
		v.refuse(fmt.Sprintf("is %s, which needs a public beacon: without, the organiser could try seeds until a friend wins", word), `write beacon: and where the public value will come from, "the Loto draw of 20 June 2026", or by: first`)
	}
	if a.Needs.Par && d.gated && d.hunt.Gate == game.GateNone {
		v.refuse(fmt.Sprintf("is %s, which needs a gate: par times count from its plaza", word), "write gate: code or gate: staff, or by: first")
	}
	return word
}
