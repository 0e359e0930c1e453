"""The drawings of memory say what really lies there."""

import torch


def test_the_coloured_cells_are_those_the_tensor_reads(page):
    for part in (page.table, page.table[1:, ::2], page.left):
        whole = torch.arange(part.untyped_storage().nbytes() // 8)
        assert whole[torch.tensor(page.positions(part))].tolist() == part.tolist()
