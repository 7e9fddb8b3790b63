/** The longest note a page keeps, in characters (UTF-16 units, as Yjs counts). [choice] */
export const noteLongest = 4000

/** What a top-level shared type of a page is: one person's note, or the marks beside it. */
export interface Root {
  kind: 'note' | 'marks'
  episode: string
}

const shape = /^(note|marks):([A-Za-z0-9_-]{1,40})$/

/** The name of the `Y.Text` that holds an episode's note. */
export function noteRoot(episode: string): string {
  return `note:${episode}`
}

/** The name of the `Y.Map` that holds an episode's marks. */
export function marksRoot(episode: string): string {
  return `marks:${episode}`
}

/** What a root's name stands for, or null when a page has no such root. */
export function readRoot(name: string): Root | null {
  const [, kind, episode] = shape.exec(name) ?? []
  if (episode === undefined) return null
  return { kind: kind === 'note' ? 'note' : 'marks', episode }
}
