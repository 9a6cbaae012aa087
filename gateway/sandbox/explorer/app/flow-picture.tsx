import { type ReactNode, useRef, useState } from 'react';
import type { DataFlow } from '../../../data-flow/data-flow.ts';
import { pictureOf } from '../../../data-flow/picture/picture.ts';
import type { Language } from '../../language.ts';
import { download } from './download.ts';
import { SvgImage } from './svg-image.tsx';
import { texts } from './texts.ts';

/** The picture of a data flow, with what can be done with it: larger, as files, on paper. */
export function FlowPicture({ flow, language }: { flow: DataFlow; language: Language }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isLarge, setLarge] = useState(false);
  const svg = pictureOf(flow, language);
  const enlarge = (): void => {
    setLarge(true);
    dialog.current?.showModal();
  };
  const name = `opintolupa-data-flow-${flow.requestId}`;
  return (
    <>
      <div className="picture-tools">
        <button type="button" onClick={enlarge}>
          {texts.enlarge[language]}
        </button>
        <button type="button" onClick={() => download(`${name}.svg`, 'image/svg+xml', svg)}>
          {texts.downloadSvg[language]}
        </button>
        <button
          type="button"
          onClick={() => download(`${name}.json`, 'application/json', JSON.stringify(flow, null, 2))}
        >
          {texts.downloadJson[language]}
        </button>
        <button type="button" onClick={() => window.print()}>
          {texts.print[language]}
        </button>
      </div>
      {!isLarge && <SvgImage svg={svg} label={texts.picture[language]} />}
      <dialog ref={dialog} aria-label={texts.outcome[language]} onClose={() => setLarge(false)}>
        <form method="dialog">
          <button type="submit">{texts.close[language]}</button>
        </form>
        {isLarge && <SvgImage svg={svg} label={texts.picture[language]} />}
      </dialog>
    </>
  );
}
