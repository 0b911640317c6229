package wire

import (
	"encoding/binary"
	"fmt"
)

// Append appends the StepSize bytes of the step to b. It allocates nothing
// where b has room.
func (s *Step) Append(b []byte) []byte {
	b = append(b, Version, kindStep, s.Band, s.Step, byte(s.Word), s.Period)
	b = binary.LittleEndian.AppendUint16(b, s.CatchUp)
	b = binary.LittleEndian.AppendUint32(b, s.Sequence)
	b = append(b, byte(s.Fog), 0, 0, 0)
	b = binary.LittleEndian.AppendUint64(b, s.Sent)
	return binary.LittleEndian.AppendUint64(b, uint64(s.Server))
}

// Decode reads a step from exactly StepSize bytes and allocates nothing. It
// accepts what a server of this version writes and nothing else; the step is
// meaningless after an error. The error is ErrVersion for another version.
func (s *Step) Decode(b []byte) error {
	if err := head(b, StepSize, kindStep, "step"); err != nil {
		return err
	}
	s.Band, s.Step, s.Word, s.Period = b[2], b[3], Word(b[4]), b[5]
	s.CatchUp = binary.LittleEndian.Uint16(b[6:])
	s.Sequence = binary.LittleEndian.Uint32(b[8:])
	s.Fog = Fog(b[12])
	s.Sent = binary.LittleEndian.Uint64(b[16:])
	s.Server = int64(binary.LittleEndian.Uint64(b[24:]))
	switch {
	case s.Band >= MaxBands && s.Band != NoBand:
		return fmt.Errorf("step for band %d: want at most %d, or %d for none", s.Band, MaxBands-1, NoBand)
	case s.Step > MaxStep:
		return fmt.Errorf("step of loudness %d: want at most %d", s.Step, MaxStep)
	case s.Word >= wordEnd || s.Fog >= fogEnd:
		return fmt.Errorf("step with word %d and fog %d: want them below %d and %d", s.Word, s.Fog, wordEnd, fogEnd)
	case !zero(b[13:16]):
		return fmt.Errorf("step: unused bytes are set")
	}
	return nil
}
