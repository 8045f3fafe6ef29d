import './styles/all.css';
import { start } from './start.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has lost its root element');
start(root, window.packhouse);
