import { standardKeymap } from '@codemirror/commands'
import { EditorState } from '@codemirror/state'
import type { Extension, Transaction } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { ySyncAnnotation, yCollab, yUndoManagerKeymap } from 'y-codemirror.next'
import * as Y from 'yjs'
import { noteLongest } from '#lib/page/roots.ts'
import { carets } from './carets.ts'
import type { Presences } from './carets.ts'
import type { Writer } from '#lib/live/writers.ts'
import { codeRefusal } from './refusal.ts'

/** What an editor of one note needs of the screen around it. */
export interface NoteParts {
  text: Y.Text
  presences: Presences
  writers: () => readonly Writer[]
  label: string
  /** To be read, with a caret: the page takes no more. */
  readOnly: boolean
  nonce: string
  /** Why what was just typed did not go in, or null once something did. */
  onrefused: (words: string | null) => void
  onescape: () => void
  onblur: () => void
  /** A slash where a word would begin. Absent: a slash is a slash. */
  onslash: (() => void) | undefined
}

/** Why a change may not be made, or null. What stands there already may always be made shorter. */
export function refusalOf(before: string, after: string): string | null {
  if (after.length > noteLongest && after.length > before.length) {
    return `A note holds ${noteLongest.toLocaleString('en-GB')} characters and this one is full. Shorten it, or record the rest elsewhere.`
  }
  const refused = codeRefusal(after)
  return refused !== null && codeRefusal(before) === null ? refused : null
}

/** Opens an editor on the note's own text. The caller destroys the view; the undo history is this editor's alone. */
export function openEditor(parent: HTMLElement, parts: NoteParts): EditorView {
  const undo = new Y.UndoManager(parts.text, { trackedOrigins: new Set() })
  const doc = parts.text.toJSON()
  const state = EditorState.create({
    doc,
    selection: { anchor: doc.length },
    extensions: [
      // A line break is \n and nothing else, as in the shared text: another would put every later place out by one.
      EditorState.lineSeparator.of('\n'),
      EditorView.cspNonce.of(parts.nonce),
      EditorView.lineWrapping,
      EditorState.readOnly.of(parts.readOnly),
      EditorView.contentAttributes.of(attributes(parts.label)),
      look,
      keys(parts),
      slash(parts.onslash),
      onlyAllowed(parts.onrefused),
      yCollab(parts.text, null, { undoManager: undo }),
      carets(parts.text, parts.presences, parts.writers),
      EditorView.domEventHandlers({
        blur: () => {
          parts.onblur()
        },
      }),
    ],
  })
  return new EditorView({ state, parent })
}

function attributes(label: string): Record<string, string> {
  return {
    'aria-label': label,
    lang: 'en-GB',
    spellcheck: 'true',
    autocapitalize: 'sentences',
    autocorrect: 'on',
  }
}

function keys({ onescape }: NoteParts): Extension {
  const escape = () => {
    onescape()
    return true
  }
  return keymap.of([{ key: 'Escape', run: escape }, ...yUndoManagerKeymap, ...standardKeymap])
}

function slash(onslash: (() => void) | undefined): Extension {
  if (!onslash) return []
  return EditorView.inputHandler.of((view, from, _to, typed) => {
    if (typed !== '/' || !/^$|\s/.test(view.state.sliceDoc(Math.max(0, from - 1), from))) return false
    onslash()
    return true
  })
}

/** Refuses what may not be typed. What others wrote always comes in: the texts must stay the same everywhere. */
function onlyAllowed(onrefused: (words: string | null) => void): Extension {
  return EditorState.transactionFilter.of((change: Transaction) => {
    if (!change.docChanged || change.annotation(ySyncAnnotation)) return change
    const refused = refusalOf(change.startState.doc.toString(), change.newDoc.toString())
    onrefused(refused)
    return refused === null ? change : []
  })
}

/** The note keeps the look it has when it is read: opening it moves no word. */
const look = EditorView.theme({
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'visible' },
  '.cm-content': { padding: '0', caretColor: 'var(--ink)', outline: 'none', boxShadow: 'none' },
  '.cm-line': { padding: '0' },
})
