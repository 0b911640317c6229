package huntfile

import (
	"fmt"

	"crescendo/game"
)

// The hunt among friends, as a remedy writes it.
const amongFriends = "trust: friends, gate: none and doors: none for a hunt among people who trust each other"

// trust reads whom the hunt trusts and who keeps its gate and its doors, and
// refuses what could only be done more weakly than it is written (R2).
func (r *reader) trust(o *object, d *draft) {
	trust, known := "open", true
	if v, ok := o.value("trust"); ok {
		trust, known = v.word("write open or " + amongFriends)
	} else {
		known = !o.there("trust")
	}
	d.gated = r.keeper(o, "gate", func(word string) { d.hunt.Gate = gateOf(word) })
	d.doored = r.keeper(o, "doors", func(word string) { d.hunt.Doors = doorsOf(word) })
	if !known {
		return
	}
	d.hunt.Open = trust == "open"
	if d.hunt.Open {
		r.open(o, d)
	} else {
		r.friends(o, d)
	}
}

// keeper reads who keeps the gate or the doors, and tells whether that is
// known: a wrong word is one problem, and none that follows from it is told.
func (r *reader) keeper(o *object, key string, take func(word string)) bool {
	v, ok := o.value(key)
	if !ok {
		return false
	}
	word, ok := v.word("write none, code or staff")
	if ok {
		take(word)
	}
	return ok
}

// open wants a gate and doors. Stewards at the doors are what is left out.
func (r *reader) open(o *object, d *draft) {
	why := "trust is open"
	if !o.there("trust") {
		why = "trust is missing and so it is open"
	}
	const gates = "write gate: code for a screen of codes on the plaza, or gate: staff for stewards who scan passes; or write " + amongFriends
	switch {
	case !o.there("gate"):
		r.add(o.node, Refused, o.thing, "gate is missing, and "+why+", which needs one", gates)
	case d.gated && d.hunt.Gate == game.GateNone:
		o.at("gate", Refused, "gate is none, and "+why+": without a gate a script at home finds a venue within a minute", gates)
	case d.hunt.Gate == game.GateCode:
		o.at("gate", Warned, "gate is code, which can be told by telephone: assume ten accounts a prober", "with stewards, write gate: staff, which admits one body a pass")
	}
	switch {
	case !o.there("doors"):
		d.hunt.Doors, d.doored = game.DoorsStaff, true
	case d.doored && d.hunt.Doors == game.DoorsNone:
		o.at("doors", Refused, "doors is none, and "+why+": without doors a script takes a seat that nobody sits on",
			"write doors: staff for stewards who scan passes, or doors: code for a screen of codes; or write "+amongFriends)
	}
}

// friends allows neither: half a wall would only look like one.
func (r *reader) friends(o *object, d *draft) {
	o.at("trust", Warned, "trust is friends: anyone with a script can win", "invite people who would not")
	const protect = "write trust: open to keep strangers out, or "
	if d.hunt.Gate != game.GateNone {
		o.at("gate", Refused, fmt.Sprintf("gate is %v, and among friends there is none", d.hunt.Gate), protect+"gate: none")
	}
	if d.hunt.Doors != game.DoorsNone {
		o.at("doors", Refused, fmt.Sprintf("doors is %v, and among friends there are none", d.hunt.Doors), protect+"doors: none")
	}
	d.gated, d.doored = d.gated || !o.there("gate"), d.doored || !o.there("doors")
}

func gateOf(word string) game.Gate {
	for g := game.GateNone; g <= game.GateStaff; g++ {
		if g.String() == word {
			return g
		}
	}
	return game.GateNone
}

func doorsOf(word string) game.Doors {
	for d := game.DoorsNone; d <= game.DoorsStaff; d++ {
		if d.String() == word {
			return d
		}
	}
	return game.DoorsNone
}

// admission reads until when the gate admits (R1).
func (r *reader) admission(o *object, d *draft) {
	h := &d.hunt
	if h.Gate != game.GateNone {
		h.Admission = DefaultAdmission * 60_000
	}
	v, ok := o.value("admission_min")
	if !ok {
		return
	}
	minutes, ok := v.whole()
	switch {
	case !ok:
	case h.Gate != game.GateNone:
		h.Admission = game.Millis(minutes) * 60_000
	case d.gated:
		v.warn("has no effect without a gate: whoever has joined is admitted", "delete it")
	}
}

// admitted wants the gate to be shut before the evening ends.
func (r *reader) admitted(o *object, d *draft) {
	h := &d.hunt
	if h.Gate == game.GateNone || h.Closes <= h.Starts || h.At(h.Closes) > h.Admission {
		return
	}
	o.at("admission_min", Refused, fmt.Sprintf("admission ends %d minutes after the gun, and by then the hunt is closed", h.Admission/60_000), "write a smaller admission_min")
}

// entry reads who may join, and where the lots come from (R3, R15).
func (r *reader) entry(o *object, h *game.Hunt) {
	if v, ok := o.value("passes"); ok {
		if word, ok := v.word("write open for whoever has the link, or codes for whoever has an invitation"); ok {
			h.Invitations = word == "codes"
		}
	}
	if v, ok := o.value("beacon"); ok {
		if h.Beacon, _ = v.line(MaxBeacon); h.Beacon == "chain" {
			h.Beacon = ""
		}
	}
}
