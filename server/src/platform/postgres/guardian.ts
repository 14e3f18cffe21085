/**
 * A shell program that turns into the program of its arguments (postgres, initdb) and leaves a second shell beside it, which reads from a
 * pipe (descriptor 3) that only we hold. When we end without a farewell (kill -9), the pipe closes and the guardian stops the program,
 * fast and clean, then removes the folders that it was given. `done` is the farewell after an end that we saw ourselves: by then the number
 * of the process may be somebody else's. A zombie that nobody has reaped yet has ended. The guardian is started twice removed, so that
 * postgres does not find a child that it does not know.
 */
export const guardian = `
server=$$
alive() {
  kill -0 "$server" 2>/dev/null || return 1
  case $(sed -n 's/^State:[[:space:]]*//p' "/proc/$server/status" 2>/dev/null) in Z*) return 1 ;; esac
}
( (
  trap '' INT TERM HUP
  read -r word
  if [ "$word" != done ]; then
    kill -INT "$server" 2>/dev/null
    tries=0
    while alive && [ "$tries" -lt 600 ]; do sleep 0.05; tries=$((tries + 1)); done
    for folder in "$HARMONY_TEMPORARY_1" "$HARMONY_TEMPORARY_2"; do
      if [ -n "$folder" ]; then rm -rf -- "$folder"; fi
    done
  fi
) <&3 3<&- >/dev/null 2>&1 & )
exec "$@" 3<&-
`;
