/** A half-open range of clocks. */
export interface Range {
  from: number
  to: number
}

/** A set of clocks kept as sorted ranges that neither touch nor overlap. */
export class Ranges {
  readonly #ranges: Range[] = []

  get size(): number {
    return this.#ranges.length
  }

  /** The parts of the range that are not in the set, in order. */
  missing(from: number, to: number): Range[] {
    const found: Range[] = []
    let at = from
    for (let index = this.#firstEndingAfter(from); at < to; index += 1) {
      const range = this.#ranges[index]
      if (!range || range.from >= to) break
      if (range.from > at) found.push({ from: at, to: range.from })
      at = Math.max(at, range.to)
    }
    if (at < to) found.push({ from: at, to })
    return found
  }

  add(from: number, to: number): void {
    if (from >= to) return
    const first = this.#firstEndingAfter(from - 1)
    let last = first
    const joined = { from, to }
    for (let range = this.#ranges[last]; range && range.from <= to; range = this.#ranges[last]) {
      joined.from = Math.min(joined.from, range.from)
      joined.to = Math.max(joined.to, range.to)
      last += 1
    }
    this.#ranges.splice(first, last - first, joined)
  }

  /** Index of the first range that ends after this clock. */
  #firstEndingAfter(clock: number): number {
    let low = 0
    let high = this.#ranges.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const range = this.#ranges[middle]
      if (range && range.to <= clock) low = middle + 1
      else high = middle
    }
    return low
  }
}
