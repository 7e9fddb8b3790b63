/** Letters added, left out, changed or swapped with their neighbour until `a` is `b`; more than `most` is `most + 1`. */
export function mistakes(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, place) => place)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const steps = [at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1)]
      row.push(Math.min(...steps, swapped ? at(before, j - 2) + 1 : Infinity))
    }
    ;[before, last] = [last, row]
  }
  return Math.min(at(last, b.length), most + 1)
}

function at(row: readonly number[], place: number): number {
  return row[place] ?? Infinity
}

/** A word without its vowels, double letters once: 'perching' is 'prchng', as hurried people write it. */
export function skeleton(word: string): string {
  return word.replace(/[aeiou]/g, '').replace(/(.)\1+/g, '$1')
}

/** Whether `typed` is `word` written without vowels: 'bthrm'. Two letters say too little. */
export function isShortened(typed: string, word: string): boolean {
  return typed.length > 2 && /^[^\Waeiou\d_]+$/.test(typed) && skeleton(typed) === skeleton(word)
}
