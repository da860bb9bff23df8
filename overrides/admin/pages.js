// A page of content/ whose text is one shortcode, which shows a record: its front matter and the key of the record, as fields.
import { parsed, tidy } from "./written.js";
import { written } from "./kept.js";

const PARTS = /^---\n(?<front>[^]*?\n)---\n(?<body>[^]*)$/;

/** The reader and the writer of pages that call `shortcode`. */
export class Pages {
  constructor(shortcode) {
    this.shortcode = shortcode;
    this.call = new RegExp(`(\\{\\{ ${shortcode}\\(")([^"]*)("\\) \\}\\})`);
    this.texts = new Map(); // by the key of its record, what was last read or written
  }

  /** What the CMS calls to read a file. Without the shortcode, it is another kind of page: it has no record. */
  read = (text) => {
    const { front, body } = PARTS.exec(`${text}\n`)?.groups ?? { front: "", body: text };
    const record = this.call.exec(body)?.[2] ?? "";
    if (record) this.texts.set(record, { front, body });
    return { ...parsed(front).toJS(), record };
  };

  /** What the CMS calls to write a file. */
  write = (given) => {
    const { record, ...said } = tidy(JSON.parse(JSON.stringify(given)));
    const { front, body } = this.texts.get(record) ?? { front: "", body: `\n{{ ${this.shortcode}("${record}") }}\n` };
    const page = { front: written(front, said), body };
    this.texts.set(record, page);
    return `---\n${page.front}---\n${page.body}`;
  };
}
