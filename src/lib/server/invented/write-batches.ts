/** One statement for a hundred rows: far fewer than SQLite’s limit of values, far faster than one by one. */
export function inBatches<T>(rows: readonly T[], write: (some: T[]) => void): void {
  for (let from = 0; from < rows.length; from += 100) write(rows.slice(from, from + 100))
}
