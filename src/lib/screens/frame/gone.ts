/** 'Priya’s connection is gone for 40 s. Take the chair?'; without seconds, for whoever hears it read out once. */
export function sayGone(name: string, seconds: number | null): string {
  const first = name.split(/\s+/)[0] ?? name
  const time = seconds === null ? '' : ` for ${sayLasting(seconds)}`
  return `${first}’s connection is gone${time}. Take the chair?`
}

/** '40 s' up to two minutes, then '2 min'. */
function sayLasting(seconds: number): string {
  return seconds < 120 ? `${String(seconds)} s` : `${String(Math.floor(seconds / 60))} min`
}
