import type { ActionView } from '#lib/reablement/action.ts'
import type { BoardRow } from '#lib/reablement/board.ts'
import { startingSettings } from '#lib/reablement/service-settings.ts'
import type { Standing } from './standing.ts'

/** A row with nothing special about it; say what is. */
export function aRow(over: Partial<BoardRow> = {}): BoardRow {
  return {
    episode: 'e1',
    reference: 'RB27010',
    name: 'Kamla Chauhan',
    surname: 'Chauhan',
    age: 82,
    district: 'LE4',
    flags: [],
    start: '2026-11-12',
    plannedEnd: null,
    day: 12,
    sixWeeks: sixWeeksFrom(over.start ?? '2026-11-12'),
    calls: null,
    isNew: false,
    missingSince: null,
    nameAlike: false,
    lastHow: null,
    lastNote: null,
    actions: [],
    agenda: { seenOn: '2026-11-20', carried: null, offline: null, hospital: null },
    ...over,
  }
}

function sixWeeksFrom(start: string): BoardRow['sixWeeks'] {
  return {
    ...{ start, stays: [], setting: startingSettings['hospital clock'], prompts: startingSettings.prompts },
    ...{ extension: null, waiting: false, acceptedOn: null, startWithin: startingSettings['start within'] },
  }
}

export function anAction(over: Partial<ActionView> = {}): ActionView {
  return {
    id: 'a1',
    episode: 'e1',
    kind: 'equipment',
    item: 'EQ001',
    title: 'Perching stool',
    quantity: 1,
    room: null,
    detail: null,
    team: 'OT',
    owner: null,
    due: '2026-11-24',
    state: 'agreed',
    agreedAt: '2026-11-20T09:40:00.000Z',
    agreedBy: { id: 'c1', name: 'Priya Shah' },
    lastNote: null,
    huddle: '2026-11-20',
    ...over,
  }
}

export function aStanding(row: Partial<BoardRow> = {}, over: Partial<Omit<Standing, 'row'>> = {}): Standing {
  return { row: aRow(row), marks: { teams: {} }, open: [], overdue: 0, item: null, ...over }
}
