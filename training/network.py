"""The network: one shared embedding of words in their window, a tagger of classes and features and a transition parser upon it."""

from typing import Any

import spacy
from spacy.language import Language

from foedera.language.syntax_models import use_lemma_norms


def _embedding(shape: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": shape["width"],
            "attrs": shape["attrs"],
            "rows": shape["rows"],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": shape["width"],
            "window_size": shape["window"],
            "maxout_pieces": 3,
            "depth": shape["depth"],
        },
    }


def blank_pipeline(lang: str, shape: dict[str, Any]) -> Language:
    """Tokenizer, embedding, tagger and parser of a language, without weights."""
    nlp = spacy.blank(lang)
    use_lemma_norms(nlp, lang)
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": shape["width"], "upstream": "tok2vec"}
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": shape["extra_state_tokens"],
        "hidden_width": shape["hidden"],
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": listener,
    }
    nlp.add_pipe("tok2vec", config={"model": _embedding(shape)})
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe("parser", config={"model": parser, "min_action_freq": shape["min_action_freq"]})
    return nlp
