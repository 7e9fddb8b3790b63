import type { Round } from './measures.ts'

/** The value that this share of a sorted list does not exceed. */
export const at = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN

export const median = (values: number[]): number =>
  at(
    [...values].sort((a, b) => a - b),
    0.5,
  )

/** All that is known of one server. */
export interface Figures {
  name: string
  /** It answers who joins, and keeps anything at all. */
  syncs: boolean
  rounds: Round[]
  lost: { gone: number; of: number } | null
  pages: number | null
}

const heads = [
  ...['server', 'shown p50', 'p95', 'p99 (ms)', 'CPU s / 1,000 edits', 'memory (MB)'],
  ...['bytes / client / s', 'join warm (ms)', 'after a restart', 'lost on kill -9', 'pages × 20'],
]

/** As Markdown. */
export function table(all: Figures[]): string {
  const rows = all.map((figures) => row(figures))
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function row({ name, syncs, rounds, lost, pages }: Figures): string[] {
  const of = (key: keyof Round, digits: number) => median(rounds.map((round) => round[key])).toFixed(digits)
  return [
    ...[
      name,
      of('p50', 2),
      of('p95', 2),
      of('p99', 2),
      of('cpuPerThousand', 2),
      of('memory', 0),
      of('bytes', 0),
    ],
    ...(syncs ? [of('warmJoin', 1), of('coldJoin', 1)] : ['–', '–']),
    lost ? `${String(lost.gone)} of ${String(lost.of)}` : '–',
    pages === null ? '–' : String(pages),
  ]
}
