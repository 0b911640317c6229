package door

// PassSeconds is how long a pass is shown before the next (R8).
const PassSeconds = passSeconds
