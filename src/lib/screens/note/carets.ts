import { Decoration, EditorView, ViewPlugin, WidgetType } from '@codemirror/view'
import type { DecorationSet, PluginValue, ViewUpdate } from '@codemirror/view'
import type { Extension } from '@codemirror/state'
import * as Y from 'yjs'
import { caretLabel } from './pieces.ts'
import type { PresenceChange, Writer } from '#lib/live/writers.ts'

/** The part of a page's presence the carets need. */
export interface Presences {
  clientID: number
  on(event: 'change', hear: (changed: PresenceChange) => void): void
  off(event: 'change', hear: (changed: PresenceChange) => void): void
  setLocalStateField(field: string, value: unknown): void
}

class Caret extends WidgetType {
  readonly label: string
  readonly team: string
  readonly atEnd: boolean

  constructor(writer: Writer, atEnd: boolean) {
    super()
    this.label = caretLabel(writer)
    this.team = writer.team
    this.atEnd = atEnd
  }

  override eq(other: Caret): boolean {
    return other.label === this.label && other.team === this.team && other.atEnd === this.atEnd
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement('span')
    caret.className = this.atEnd ? 'caret at-end' : 'caret'
    caret.dataset['team'] = this.team
    caret.setAttribute('aria-hidden', 'true')
    caret.append(document.createElement('b'))
    if (caret.firstElementChild) caret.firstElementChild.textContent = this.label
    return caret
  }

  override ignoreEvent(): boolean {
    return true
  }
}

/**
 * Other people's carets in the editor, and one's own told to them. y-codemirror.next has its own, in fixed colours and
 * with a flag only under the pointer; these take the team's colour of the theme and always say whose they are.
 */
export function carets(text: Y.Text, presences: Presences, writers: () => readonly Writer[]): Extension {
  class Carets implements PluginValue {
    decorations: DecorationSet
    readonly #hear: (changed: PresenceChange) => void

    constructor(view: EditorView) {
      this.decorations = this.#draw(view)
      this.#hear = ({ added, updated, removed }) => {
        const others = [...added, ...updated, ...removed].some((client) => client !== presences.clientID)
        // An empty transaction: `update` below draws again.
        if (others) view.dispatch({})
      }
      presences.on('change', this.#hear)
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.selectionSet || update.focusChanged) this.#tell(update.view)
      this.decorations = this.#draw(update.view)
    }

    destroy(): void {
      presences.off('change', this.#hear)
      presences.setLocalStateField('cursor', null)
    }

    #tell(view: EditorView): void {
      if (!view.hasFocus) return
      const { anchor, head } = view.state.selection.main
      presences.setLocalStateField('cursor', {
        anchor: Y.createRelativePositionFromTypeIndex(text, anchor),
        head: Y.createRelativePositionFromTypeIndex(text, head),
      })
    }

    #draw(view: EditorView): DecorationSet {
      const { length } = view.state.doc
      const drawn = writers().map((writer) => {
        const at = Math.min(writer.at ?? length, length)
        return Decoration.widget({ widget: new Caret(writer, at === length), side: 1 }).range(at)
      })
      return Decoration.set(drawn, true)
    }
  }
  return ViewPlugin.fromClass(Carets, { decorations: (plugin) => plugin.decorations })
}
