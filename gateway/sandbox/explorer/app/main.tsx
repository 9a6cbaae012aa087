import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import 'graphiql/graphiql.css';
import './explorer.css';
import './workers.ts';
import { createRoot } from 'react-dom/client';
import { languages } from '../../language.ts';
import { forAnybody } from './choice.ts';
import { fetchControls } from './controls.ts';
import { Explorer } from './explorer.tsx';
import { texts } from './texts.ts';

const root = document.getElementById('explorer');
const language = languages.find((one) => one === document.documentElement.lang) ?? 'en';

if (root !== null) {
  const app = createRoot(root);
  try {
    app.render(<Explorer controls={forAnybody(await fetchControls())} language={language} />);
  } catch {
    app.render(
      <p role="alert" className="verdict">
        {texts.noControls[language]}
      </p>,
    );
  }
}
