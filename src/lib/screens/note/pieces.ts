import type { Writer } from '#lib/live/writers.ts'

/** A stretch of text, or somebody's caret between two. */
export type Piece =
  { kind: 'text'; key: string; text: string } | { kind: 'caret'; key: string; writer: Writer; atEnd: boolean }

/** What a caret's flag says: 'Dee, Care tech'. */
export function caretLabel({ name, teamName }: Pick<Writer, 'name' | 'teamName'>): string {
  return [name.split(/\s+/)[0], teamName].filter(Boolean).join(', ')
}

/** The text cut at the writers' places. Who cannot be placed stands at the end. */
export function piecesOf(text: string, writers: readonly Writer[]): Piece[] {
  const placed = writers.map((writer) => ({ writer, at: Math.min(writer.at ?? text.length, text.length) }))
  placed.sort((a, b) => a.at - b.at || a.writer.client - b.writer.client)
  const pieces: Piece[] = []
  let from = 0
  for (const { writer, at } of placed) {
    if (at > from) pieces.push({ kind: 'text', key: `text ${String(from)}`, text: text.slice(from, at) })
    pieces.push({ kind: 'caret', key: `caret ${String(writer.client)}`, writer, atEnd: at === text.length })
    from = Math.max(from, at)
  }
  if (from < text.length) pieces.push({ kind: 'text', key: `text ${String(from)}`, text: text.slice(from) })
  return pieces
}
