import { hows } from '#lib/reablement/marks.ts'
import type { TeamMark } from '#lib/reablement/marks.ts'
import type { Board } from './board.svelte.ts'
import { isTaken } from './keys.ts'

const moves: Record<string, number> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -1000,
  End: 1000,
}
const teamKeys: Record<string, TeamMark | null> = { q: 'ask', s: 'see', x: 'none', c: null }
/** On the own team's list asking has its own letter. */
const listKeys: Record<string, TeamMark | null> = { ...teamKeys, a: 'ask' }

/** Obeys a key pressed anywhere on the board. `else` is asked about the keys that belong to no row. */
export function press(board: Board, event: KeyboardEvent, other: (key: string) => boolean): void {
  if (isTaken(event)) return
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (pressOnList(board, key, event) || other(key) || pressOnRows(board, key, event.target))
    event.preventDefault()
}

/** The own team's list. A key held down marks one person, not everybody below. */
function pressOnList({ premark }: Board, key: string, event: KeyboardEvent): boolean {
  if (event.repeat && key === 'm') return true
  if (!premark.isOpen || !(key in listKeys)) return false
  if (event.repeat) return true
  const isForRest = event.shiftKey && key === 'x'
  if (isForRest) void premark.rest()
  return isForRest
}

function pressOnRows(board: Board, key: string, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const row = target.closest<HTMLElement>('tr[data-episode]')
  // With the keyboard nowhere, or on the table's own controls, the arrows lead to the rows; elsewhere they scroll.
  if (!row && target !== document.body) return false
  const steps = moves[key]
  if (steps !== undefined) {
    if (row) board.move(steps)
    else if (board.stop !== null) board.focusRow(board.stop)
    return true
  }
  const episode = row?.dataset['episode']
  return episode !== undefined && pressOnRow(board, key, episode, target === row)
}

function pressOnRow(board: Board, key: string, episode: string, onRowItself: boolean): boolean {
  const { page, me } = board.desk
  const mark = (board.premark.isOpen ? listKeys : teamKeys)[key]
  if (mark !== undefined && board.premark.isOpen) {
    board.premark.press(episode, mark)
    return true
  }
  if (mark !== undefined) {
    page.setTeamMark(episode, me.team, mark)
    return true
  }
  switch (key) {
    case 'Enter':
      if (onRowItself) board.openNote(episode)
      return onRowItself
    case 'a':
    case '+':
      board.compose(episode)
      return true
    case 'r':
      board.raising = episode
      return true
    case '0':
    case '1':
    case '2':
    case '3':
      page.setHow(episode, hows[Number(key) - 1] ?? null)
      return true
    default:
      return false
  }
}
